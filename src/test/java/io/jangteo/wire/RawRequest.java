package io.jangteo.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to the byte. Host and Content-Length are added where the headers do not have them; nothing else is.
 *
 * @param headers whole lines, such as {@code Accept: text/plain}
 */
public record RawRequest(String method, String target, List<String> headers, byte[] body) {
    private static final String HOST = "Host: 127.0.0.1";

    public static RawRequest get(String target) {
        return of("GET", target);
    }

    public static RawRequest of(String method, String target) {
        return new RawRequest(method, target, List.of(), new byte[0]);
    }

    public static RawRequest post(String target, String json) {
        return of("POST", target).json(json);
    }

    /** The same request with this body, said to be JSON. */
    public RawRequest json(Object json) {
        return header("Content-Type: application/json").body(json);
    }

    /** The same request with this body: bytes, text, or anything else as JSON. */
    public RawRequest body(Object content) {
        return new RawRequest(method, target, headers, content instanceof byte[] raw ? raw : text(content));
    }

    /** The same request with this header, instead of any of that name. */
    public RawRequest header(String line) {
        RawRequest other = without(line.substring(0, line.indexOf(':')));
        List<String> lines = new ArrayList<>(other.headers);
        lines.add(line);
        return new RawRequest(method, target, lines, body);
    }

    /** The same request with these credentials: the admin key or a token. */
    public RawRequest bearer(String credential) {
        return header("Authorization: Bearer " + credential);
    }

    public RawRequest without(String name) {
        List<String> lines =
                headers.stream().filter(line -> !isNamed(line, name)).toList();
        return new RawRequest(method, target, lines, body);
    }

    public RawRequest method(String other) {
        return new RawRequest(other, target, headers, body);
    }

    public RawRequest target(String other) {
        return new RawRequest(method, other, headers, body);
    }

    public boolean has(String name) {
        return headers.stream().anyMatch(line -> isNamed(line, name));
    }

    public String path() {
        return target.split("\\?", 2)[0];
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " HTTP/1.1");
        if (!has("Host")) {
            lines.add(HOST);
        }
        lines.addAll(headers);
        boolean saysLength = has("Content-Length") || has("Transfer-Encoding");
        if (!saysLength && (body.length > 0 || !method.equals("GET"))) {
            lines.add("Content-Length: " + body.length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Loaded by those who need it: the benches time how soon a server answers. */
    private static final class Mapper {
        private static final ObjectMapper JSON = new ObjectMapper();
    }

    private static byte[] text(Object content) {
        try {
            return content instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : Mapper.JSON.writeValueAsBytes(content);
        } catch (JsonProcessingException thrown) {
            throw new IllegalArgumentException(thrown);
        }
    }

    private static boolean isNamed(String line, String name) {
        return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }

    @Override
    public String toString() {
        String shown = text().length() > 200 ? text().substring(0, 200) + "..." : text();
        return method + " " + target + " " + headers + " " + shown;
    }
}
