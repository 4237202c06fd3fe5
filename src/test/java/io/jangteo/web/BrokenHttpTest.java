package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken HTTP, sent over a socket: refused with a problem like everything else, and never carried out. */
class BrokenHttpTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String GET = "GET /api/v1/products HTTP/1.1\r\n" + HOST;
    private static final String BODY = "{\"name\":\"x\"}";
    private static final String POST = "POST /api/v1/admin/users HTTP/1.1\r\n" + HOST + "Authorization: Bearer "
            + TestShop.ADMIN_KEY + "\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n";

    private DocumentedDoor door;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void broken_requests_are_refused_as_problems_and_have_no_effect() {
        SoftAssertions each = new SoftAssertions();
        door.assertNoEffect(() -> broken().forEach((what, request) -> {
            try (Connection connection = Connection.to(SHOP.baseUrl())) {
                Response reply = connection
                        .trySend(request.getBytes(StandardCharsets.ISO_8859_1))
                        .read();
                each.assertThat(reply.status()).as(what).isBetween(400, 499);
                each.assertThat(reply.isProblem()).as(what + ": " + reply).isTrue();
                each.assertThat(reply.text()).as(what).doesNotContain("<", "Exception", "jetty");
                each.assertThat(reply.text()).as(what).contains("\"status\":" + reply.status());
                each.assertThat(reply.code())
                        .as(what)
                        .isEqualTo(reply.status() == 431 ? "HEADERS_TOO_LARGE" : "MALFORMED_REQUEST");
            }
        }));
        each.assertAll();
        assertThat(door.send(RawRequest.get("/api/v1/products")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\n\r\n",
                "GET / HTTP/0.9\r\n",
                "GET / HTTP/1.2\r\n",
                "GET / HTTP/9.9\r\n",
                "GET / HTTP/3.0\r\n",
                "GET / FTP/1.1\r\n",
                "GET HTTP/1.1\r\n"
            })
    void a_version_of_http_that_nobody_speaks_is_the_callers_mistake(String line) {
        try (Connection connection = Connection.to(SHOP.baseUrl())) {
            Response reply = connection.send(line + HOST + "\r\n").read();
            assertThat(reply.status()).isBetween(400, 499);
            assertThat(reply.isProblem()).isTrue();
            assertThat(reply.code()).isEqualTo("MALFORMED_REQUEST");
        }
        assertThat(door.ask(RawRequest.get("/metrics")).text()).doesNotContain("code=\"INTERNAL\"");
    }

    @Test
    void two_requests_in_a_disputed_length_are_not_two_requests() {
        String smuggled = "POST /api/v1/admin/users HTTP/1.1\r\n" + HOST + "Authorization: Bearer " + TestShop.ADMIN_KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n" + BODY;
        door.assertNoEffect(() -> {
            for (String disputed : new String[] {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 0\r\nContent-Length: 5\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Content-Length : 5\r\n"
            }) {
                try (Connection connection = Connection.to(SHOP.baseUrl())) {
                    Response reply = connection
                            .trySend((POST + disputed + "\r\n0\r\n\r\n" + smuggled).getBytes())
                            .read();
                    assertThat(reply.status()).as(disputed).isEqualTo(400);
                    assertThat(connection.isClosed()).as(disputed).isTrue();
                }
            }
        });
    }

    private static Map<String, String> broken() {
        Map<String, String> broken = new LinkedHashMap<>();
        broken.put(
                "a TLS greeting",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\0".repeat(40) + "\r\n\r\n");
        broken.put("no request line", "HELLO\r\n\r\n");
        broken.put("an empty method", " / HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("a method in brackets", "<GET> / HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("HTTP/2 in letters", "GET / HTTP/2.0\r\n" + HOST + "\r\n");
        broken.put("a space in the path", "GET /a b HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("a NUL in the path", "GET /a\0b HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("a path without a slash", "GET products HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("a header without a colon", GET + "XA\r\n\r\n");
        broken.put("a space before the colon", GET + "X-A : 1\r\n\r\n");
        broken.put("a folded header", GET + "X-A: 1\r\n 2\r\n\r\n");
        broken.put("a NUL in a header", GET + "X-A: a\0b\r\n\r\n");
        broken.put("brackets in a header's name", GET + "X@(): a\r\n\r\n");
        broken.put("an empty header's name", GET + ": a\r\n\r\n");
        broken.put("a header too long", GET + "X-A: " + "a".repeat(40_000) + "\r\n\r\n");
        broken.put("too many headers", GET + "X-A: 1\r\n".repeat(6_000) + "\r\n");
        broken.put("a path too long", "GET /" + "a".repeat(40_000) + " HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("a query too long", "GET /api/v1/products?" + "a".repeat(40_000) + " HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("a method too long", "A".repeat(40_000) + " / HTTP/1.1\r\n" + HOST + "\r\n");
        broken.put("an expectation of something else", POST + "Expect: 200-ok\r\nContent-Length: 12\r\n\r\n" + BODY);
        for (String length :
                new String[] {"-1", "+12", "abc", "12, 12", "1 2", "0x0c", "99999999999999999999", "12.0", ""}) {
            broken.put("the length " + length, POST + "Content-Length: " + length + "\r\n\r\n" + BODY);
        }
        broken.put("two lengths", POST + "Content-Length: 12\r\nContent-Length: 12\r\n\r\n" + BODY);
        broken.put("two different lengths", POST + "Content-Length: 12\r\nContent-Length: 13\r\n\r\n" + BODY);
        broken.put("a length and chunks", CHUNKED + "Content-Length: 12\r\n\r\nc\r\n" + BODY + "\r\n0\r\n\r\n");
        broken.put("no known coding", POST + "Transfer-Encoding: x\r\n\r\nc\r\n" + BODY + "\r\n0\r\n\r\n");
        broken.put(
                "chunks in chunks", POST + "Transfer-Encoding: chunked, chunked\r\n\r\nc\r\n" + BODY + "\r\n0\r\n\r\n");
        for (String size : new String[] {"zz", "-c", "0xc", "", "ffffffffffffffff", "c c", "12"}) {
            broken.put("a chunk of " + size, CHUNKED + "\r\n" + size + "\r\n" + BODY + "\r\n0\r\n\r\n");
        }
        broken.put("a chunk without its end", CHUNKED + "\r\nc\r\n" + BODY + "0\r\n\r\n");
        broken.put("a chunk longer than said", CHUNKED + "\r\n5\r\n" + BODY + "\r\n0\r\n\r\n");
        broken.put("a body shorter than said, and no more", POST + "Content-Length: 11\r\n\r\n" + BODY);
        return broken;
    }
}
