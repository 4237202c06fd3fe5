package io.jangteo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply as it came.
 *
 * @param headers by name in any case; those that came twice are joined with a comma
 */
public record RawReply(int status, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Nullable
    public String header(String name) {
        return headers.get(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException thrown) {
            throw new AssertionError("not JSON: " + this, thrown);
        } catch (java.io.IOException thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The code of a problem. */
    public String code() {
        return json().path("code").asText();
    }

    public boolean isProblem() {
        return "application/problem+json".equals(header("Content-Type"));
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text();
    }
}
