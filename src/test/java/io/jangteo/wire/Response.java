package io.jangteo.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reply as it came.
 *
 * @param headers by name in any case; those that came twice are joined with a comma
 */
public record Response(int status, Map<String, String> headers, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How often each outcome was answered. */
    public static Map<String, Integer> outcomes(Collection<Response> replies) {
        return replies.stream().collect(Collectors.toMap(Response::outcome, reply -> 1, Integer::sum, TreeMap::new));
    }

    public static List<Response> successes(Collection<Response> replies) {
        return replies.stream().filter(Response::isSuccess).toList();
    }

    /** Parses text that has to be JSON. */
    public static JsonNode parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public boolean isProblem() {
        return "application/problem+json".equals(contentType());
    }

    public boolean isReplayed() {
        return "true".equals(header("Idempotent-Replayed"));
    }

    /** Fails unless the reply has this status. */
    public Response require(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + ", but the reply was " + this);
        }
        return this;
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public @Nullable String contentType() {
        return header("Content-Type");
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The body, which has to be JSON. */
    public JsonNode json() {
        return parse(bytes);
    }

    /** The number in this member of the body, which has to be there. */
    public long number(String member) {
        return json().required(member).longValue();
    }

    /** The text in this member of the body, which has to be there. */
    public String text(String member) {
        return json().required(member).asText();
    }

    /** The code of a problem. */
    public String code() {
        return json().path("code").asText();
    }

    /** The status and, for a problem, its code: {@code 409 OUT_OF_STOCK}. */
    public String outcome() {
        return isSuccess() ? Integer.toString(status) : status + " " + code();
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text();
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException thrown) {
            throw new AssertionError("not JSON: " + new String(bytes, StandardCharsets.UTF_8), thrown);
        }
    }
}
