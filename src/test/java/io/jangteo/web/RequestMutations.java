package io.jangteo.web;

import io.jangteo.wire.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes almost valid requests, the same ones for the same seed. */
final class RequestMutations {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "1.5",
            "1e400",
            "\"\"",
            "\"1\"",
            "\"a\"",
            "[]",
            "{}",
            "[[]]",
            "{\"a\":{}}",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1000000000000",
            "1001",
            "NaN",
            "\"2026-11-21T00:00:00+09:00\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"PT0S\"",
            "\"-PT1S\"",
            "\"FIXED\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\ud83c\udf4e\"",
            "\"<script>\"",
            "\"'; DROP TABLE shop_user; --\"");

    private static final List<String> SEGMENTS = List.of(
            "0",
            "1",
            "2",
            "3",
            "-1",
            "999999999999999999",
            "9999999999999999999",
            "abc",
            "%00",
            "%20",
            "%2F",
            "%2e",
            "..",
            "",
            "popular",
            "%EA%B0%80",
            "1;x",
            "*",
            "null",
            "history",
            "2026-11-21",
            "kept");

    private static final List<String> QUERIES = List.of(
            "",
            "limit=1",
            "limit=0",
            "limit=101",
            "limit",
            "cursor=aWQ6MQ",
            "cursor=x",
            "userId=1",
            "userId=2",
            "userId=",
            "status=USED",
            "status=",
            "explain=true",
            "explain=1",
            "unknown=1",
            "limit=1&limit=1",
            "&",
            "=",
            "a=%00");

    private static final List<String> HEADERS = List.of(
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-8",
            "Content-Type: application/json; x=y",
            "Content-Encoding: gzip",
            "Content-Encoding: identity",
            "Accept: text/html",
            "Accept: ;;q=x",
            "Accept-Language: en",
            "Accept-Language: *;q=2,,;",
            "X-Request-Id: a b",
            "X-Request-Id: mine",
            "Origin: null",
            "Origin: http://localhost:1",
            "Authorization: Bearer x",
            "Authorization: Basic eA==",
            "Authorization: ",
            "Idempotency-Key: ",
            "Idempotency-Key: \u00e9",
            "If-None-Match: *",
            "Range: bytes=0-1",
            "Cookie: a=b",
            "Expect: 100-continue",
            "TE: trailers",
            "Upgrade: websocket",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: 1.2.3.4",
            "Transfer-Encoding: x",
            "Host: localhost");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "TRACE", "X");
    private static final String TARGET_LETTERS = "abz019-._~!$&'()*+,;=:@/";

    private final Random random;
    private final List<RawRequest> originals;

    RequestMutations(long seed, List<RawRequest> originals) {
        this.random = new Random(seed);
        this.originals = List.copyOf(originals);
    }

    /** Returns one of the originals, changed in one to three ways, or occasionally unchanged. */
    RawRequest next() {
        RawRequest request = any(originals);
        int changes = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            request = changed(request);
        }
        return request;
    }

    private RawRequest changed(RawRequest request) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> request.body().length > 1 ? withOtherValue(request) : withSegment(request);
            case 3, 4 -> request.body(torn(request.body()));
            case 5 -> request.json(any(originals).text());
            case 6 -> withSegment(request);
            case 7 -> request.target(request.path() + "?" + any(QUERIES));
            case 8 -> request.header(any(HEADERS));
            default -> random.nextInt(3) == 0 ? request.method(any(METHODS)) : withLetter(request);
        };
    }

    private RawRequest withOtherValue(RawRequest request) {
        try {
            JsonPlaces places = new JsonPlaces(request.text());
            List<String> all = places.all();
            if (all.isEmpty()) {
                return request.body(torn(request.body()));
            }
            String place = any(all);
            return request.body(
                    switch (random.nextInt(6)) {
                        case 0 ->
                            places.withMember("", any(List.of("unknown", "", "id", "userId", "name")), any(VALUES));
                        case 1 ->
                            places.members().contains(place) ? places.without(place) : places.with(place, any(VALUES));
                        case 2 -> places.with(place, places.at(any(all)).toString());
                        default -> places.with(place, any(VALUES));
                    });
        } catch (IllegalArgumentException | ClassCastException noObject) {
            return request.body(torn(request.body()));
        }
    }

    private RawRequest withSegment(RawRequest request) {
        String[] parts = request.path().split("/");
        if (parts.length < 2) {
            return request;
        }
        parts[1 + random.nextInt(parts.length - 1)] = any(SEGMENTS);
        return request.target(String.join("/", parts)
                + request.target().substring(request.path().length()));
    }

    private RawRequest withLetter(RawRequest request) {
        String target = request.target();
        int at = 1 + random.nextInt(target.length());
        char letter = TARGET_LETTERS.charAt(random.nextInt(TARGET_LETTERS.length()));
        return request.target(target.substring(0, at) + letter + target.substring(at));
    }

    /** Returns the bytes with one byte or a piece changed, removed, doubled or cut off. */
    private byte[] torn(byte[] bytes) {
        if (bytes.length == 0) {
            return any(VALUES).getBytes(StandardCharsets.UTF_8);
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(4));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String torn = switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from) + (char) random.nextInt(256) + text.substring(from + 1);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            case 3 -> text.substring(0, from);
            default ->
                text.substring(0, from)
                        + any(List.of("\"", "{", "}", "[", "]", ",", ":", "\\", "0", " ", "\0", "-"))
                        + text.substring(from);
        };
        return torn.getBytes(StandardCharsets.ISO_8859_1);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
