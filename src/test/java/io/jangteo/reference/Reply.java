package io.jangteo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the server sent.
 *
 * @param headers by name in small letters
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The body, which has to be JSON. */
    JsonNode json() {
        return parse(text());
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException thrown) {
            throw new AssertionError("not JSON: " + text, thrown);
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    boolean isReplayed() {
        return "true".equals(headers.get("idempotent-replayed"));
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
