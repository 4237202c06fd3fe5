package io.jangteo.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of refusals; those of a language stand in {@code problems_xx.properties} beside this class. */
public final class Texts {
    /** The languages of the shop, its own first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.KOREAN, Locale.ENGLISH);

    /** Bounds parsing, whose time is quadratic in the number of ranges; no browser sends a tenth of this. */
    private static final int ACCEPT_LANGUAGE_MAX_LENGTH = 500;

    private static final Pattern EMPTY_ELEMENTS = Pattern.compile(",(\\s*,)+");

    private final Map<Locale, Properties> texts =
            LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), Texts::load));

    /**
     * The text for people. A variant without its own text gets its code's, and a code without a text is its own text,
     * so that a missing text never prevents an answer.
     *
     * @param language one of {@link #LANGUAGES}
     */
    public String detail(Problem problem, Locale language) {
        Properties spoken = Objects.requireNonNull(texts.get(language));
        String code = problem.refusal().code();
        String pattern = spoken.getProperty(problem.textKey(), spoken.getProperty(code, code));
        try {
            return new MessageFormat(pattern, language).format(problem.arguments());
        } catch (RuntimeException argumentThatCannotBeShown) {
            return pattern;
        }
    }

    /**
     * The language to which the {@code Accept-Language} header gives the highest quality. The shop's own language wins
     * a tie, and is the result for a header that is absent, malformed or names no available language.
     */
    public Locale preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > ACCEPT_LANGUAGE_MAX_LENGTH) {
            return LANGUAGES.get(0);
        }
        try {
            // Empty list elements are to be ignored (RFC 9110, 5.6.1.2), but the parser rejects them.
            String list = EMPTY_ELEMENTS.matcher(acceptLanguage).replaceAll(",").replaceAll("^,|\\s", "");
            List<LanguageRange> ranges = LanguageRange.parse(list);
            Locale preferred = LANGUAGES.get(0);
            for (Locale language : LANGUAGES) {
                preferred = quality(ranges, language) > quality(ranges, preferred) ? language : preferred;
            }
            return preferred;
        } catch (RuntimeException malformed) {
            // Besides the documented IllegalArgumentException, some malformed headers make the parser read past their
            // end.
            return LANGUAGES.get(0);
        }
    }

    /**
     * The quality of a language. {@code Locale.lookup} would ignore {@code *}, and take the first of two languages of
     * equal quality.
     */
    private static double quality(List<LanguageRange> ranges, Locale language) {
        return Stream.of(language.getLanguage(), "*")
                // The parser sorts by descending quality.
                .flatMap(wanted -> ranges.stream().filter(range -> (range.getRange() + "-").startsWith(wanted + "-")))
                .findFirst()
                .map(LanguageRange::getWeight)
                .orElse(0.0);
    }

    private static Properties load(Locale language) {
        Properties texts = new Properties();
        try (var stream = Texts.class.getResourceAsStream("problems_" + language + ".properties")) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the texts in " + language, unreadable);
        }
        return texts;
    }
}
