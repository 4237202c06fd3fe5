package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.jangteo.json.Json;
import io.jangteo.problem.HeapExhaustion;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.problem.Repeats;
import io.jangteo.problem.Texts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers refusals as RFC 9457 problem details. */
public final class Problems {
    private static final Logger LOGGER = LoggerFactory.getLogger(Problems.class);

    /** The address of the reference of all refusals. */
    static final String REFERENCE = "/docs/errors";

    private static final Pattern PLAIN_PATH = Pattern.compile("([A-Za-z0-9/._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*");

    /** Longer than any path of the table; a longer one is cut. */
    private static final int INSTANCE_MAX_LENGTH = 256;

    private final Json json;
    private final Texts texts;
    private final Repeats failures;

    public Problems(Json json, Texts texts) {
        this(json, texts, new Repeats());
    }

    Problems(Json json, Texts texts, Repeats failures) {
        this.json = json;
        this.texts = texts;
        this.failures = failures;
    }

    /**
     * Returns the refusal that was thrown; anything else becomes {@code INTERNAL} and is logged. Each such failure is
     * logged once a minute, since a caller may repeat it at will.
     */
    Problem problem(Throwable thrown, String requestId) {
        HeapExhaustion.check(thrown);
        return Problem.within(thrown).orElseGet(() -> {
            failures.met(kind(thrown))
                    .ifPresent(unsaid ->
                            LOGGER.error("Request {} failed ({} more since the last line)", requestId, unsaid, thrown));
            return Refusals.INTERNAL.problem();
        });
    }

    /**
     * Makes the reply to a refused request.
     *
     * @param path as the caller sent it
     * @param acceptLanguage the header that chooses the language
     */
    Reply reply(Problem problem, String path, String requestId, @Nullable String acceptLanguage) {
        String code = problem.refusal().code();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type(code));
        members.put("title", title(code));
        members.put("status", problem.refusal().status());
        members.put("detail", texts.detail(problem, texts.preferred(acceptLanguage)));
        members.put("code", code);
        members.put("instance", reference(path));
        members.put("requestId", requestId);
        members.putAll(problem.extensions());
        return new Reply(problem.refusal().status(), Reply.PROBLEM_JSON, null, json.write(members));
    }

    /** Returns the code's place in the reference, which this server serves. */
    static String type(String code) {
        return REFERENCE + "#" + code;
    }

    /** Identifies a failure by its type and place. */
    private static String kind(Throwable thrown) {
        StackTraceElement[] places = thrown.getStackTrace();
        return thrown.getClass().getName() + (places.length == 0 ? "" : places[0]);
    }

    /** Makes a URI reference, even of an invalid path, cut to the maximum length. */
    private static String reference(String asked) {
        String path = asked.length() > INSTANCE_MAX_LENGTH ? asked.substring(0, INSTANCE_MAX_LENGTH) : asked;
        if (PLAIN_PATH.matcher(path).matches()) {
            return path;
        }
        StringBuilder encoded = new StringBuilder();
        for (byte part : path.getBytes(StandardCharsets.UTF_8)) {
            String character = String.valueOf((char) part);
            boolean plain = part >= 0 && PLAIN_PATH.matcher(character).matches();
            encoded.append(plain ? character : String.format("%%%02X", part));
        }
        return encoded.substring(0, Math.min(encoded.length(), INSTANCE_MAX_LENGTH));
    }

    /** Turns {@code OUT_OF_STOCK} into "Out of stock". */
    private static String title(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
