package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses query strings strictly: in UTF-8, whatever the request declares, each parameter known and given once. A
 * parameter without a value ({@code cursor=}) is absent.
 */
final class Queries {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Queries() {}

    /**
     * Returns the parameters that have a value, by name.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if one is unknown or given twice
     */
    static Map<String, String> parse(@Nullable String query, Route route) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        if (BROKEN_ESCAPE.matcher(query).find()) {
            throw Refusals.malformed("query", "percent-encoded UTF-8");
        }
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.split("&", 0)) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            boolean known =
                    route.queries().stream().anyMatch(each -> each.name().equals(name));
            if (!known || parameters.put(name, value) != null) {
                throw Refusals.malformed(name, "a known query parameter, once");
            }
        }
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    /** Returns the text; bytes that are no UTF-8 are refused, as in a body, and not replaced. */
    private static String decoded(String text) {
        // Each octet as a character first, because the decoder replaces what it cannot read.
        String octets = URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException thrown) {
            throw Refusals.malformed("query", "percent-encoded UTF-8");
        }
    }
}
