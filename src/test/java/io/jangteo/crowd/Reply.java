package io.jangteo.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to one call.
 *
 * @param headers by their names in lower case
 */
record Reply(int status, Map<String, String> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END_OF_HEADERS = "\r\n\r\n";

    /** Reads a whole HTTP/1.1 reply, as it came until the connection was closed. */
    static Reply parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf(END_OF_HEADERS);
        if (end < 0) {
            throw new AssertionError("Not a whole reply: '" + text + "'");
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ?", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        String body = text.substring(end + END_OF_HEADERS.length());
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        if (!Integer.toString(length).equals(headers.get("content-length"))) {
            throw new AssertionError("A body of " + length + " bytes under these headers: " + headers);
        }
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    /** How often each outcome was answered. */
    static Map<String, Integer> outcomes(Collection<Reply> replies) {
        return replies.stream().collect(Collectors.toMap(Reply::outcome, reply -> 1, Integer::sum, TreeMap::new));
    }

    static List<Reply> successes(Collection<Reply> replies) {
        return replies.stream().filter(Reply::isSuccess).toList();
    }

    /** The status and, for a problem, its code: {@code 409 OUT_OF_STOCK}. */
    String outcome() {
        return isSuccess()
                ? Integer.toString(status)
                : status + " " + json().path("code").asText();
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    long number(String member) {
        return json().required(member).longValue();
    }

    String text(String member) {
        return json().required(member).asText();
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
