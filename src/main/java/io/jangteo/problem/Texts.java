package io.jangteo.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a refused request is told, in Korean or in English. */
public final class Texts {
    /** Parsing takes time with the square of the ranges; no browser sends a tenth of this. */
    private static final int ACCEPT_LANGUAGE_MAX_LENGTH = 500;

    private static final Pattern EMPTY_ELEMENTS = Pattern.compile(",(\\s*,)+");

    private final Properties korean = load("problems_ko.properties");
    private final Properties english = load("problems_en.properties");

    /**
     * The text for people. A variant without a text of its own gets its code's, a code without one is its own text: a
     * refusal is answered whatever is missing.
     */
    public String detail(Problem problem, boolean inEnglish) {
        Properties texts = inEnglish ? english : korean;
        String code = problem.refusal().code();
        String pattern = texts.getProperty(problem.textKey(), texts.getProperty(code, code));
        try {
            return new MessageFormat(pattern, inEnglish ? Locale.ENGLISH : Locale.KOREAN).format(problem.arguments());
        } catch (RuntimeException argumentThatCannotBeShown) {
            return pattern;
        }
    }

    /**
     * Whether the {@code Accept-Language} header gives English a higher quality than Korean. A tie, another language,
     * no header and one that cannot be understood are all answered in the shop's own language, Korean.
     */
    public static boolean prefersEnglish(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > ACCEPT_LANGUAGE_MAX_LENGTH) {
            return false;
        }
        try {
            // Empty elements of a list mean nothing (RFC 9110, 5.6.1.2); the parser does not know them.
            String list = EMPTY_ELEMENTS.matcher(acceptLanguage).replaceAll(",").replaceAll("^,|\\s", "");
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(list);
            return quality(ranges, "en") > quality(ranges, "ko");
        } catch (RuntimeException malformed) {
            // Beside the documented IllegalArgumentException, some malformed headers make the parser run off their end.
            return false;
        }
    }

    private static double quality(List<Locale.LanguageRange> ranges, String language) {
        double named = highest(ranges, range -> range.equals(language) || range.startsWith(language + "-"));
        return named >= 0 ? named : Math.max(0, highest(ranges, "*"::equals));
    }

    /** -1 if no range is among those that count. */
    private static double highest(List<Locale.LanguageRange> ranges, Predicate<String> counts) {
        return ranges.stream()
                .filter(range -> counts.test(range.getRange()))
                .mapToDouble(Locale.LanguageRange::getWeight)
                .max()
                .orElse(-1);
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (var stream = Texts.class.getResourceAsStream(name)) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name, unreadable);
        }
        return texts;
    }
}
