package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only plain JSON in UTF-8 is read; a body declared as anything else is not parsed. */
class MediaTypeTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String NEW_USER = "{\"name\":\"박서이\"}";

    private DocumentedDoor door;
    private Map<String, RawRequest> examples;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        examples = Examples.in(SHOP, door);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void a_body_of_another_type_is_refused_by_every_route() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest request : changing()) {
            for (String type : List.of(
                    "text/plain",
                    "text/json",
                    "text/html",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/octet-stream",
                    "application/xml",
                    "application/problem+json",
                    "application/jsonp",
                    "application/json-patch+json",
                    "*/*",
                    "application/*",
                    "json",
                    "application/json, text/plain",
                    "text/plain; application/json",
                    "application/json charset=utf-8",
                    "application/json; charset",
                    "application/json; charset = utf-8",
                    "application/json; profile=\"x",
                    "application/json; profile=\"x\"y",
                    "application/json; profile=\"x\\",
                    "application/json; =x",
                    "application/json; a b=x",
                    "application/json; profile=\"x\"; charset=utf-16",
                    "application/json; charset=utf-8; charset=euc-kr")) {
                requests.add(request.header("Content-Type: " + type));
            }
            requests.add(request.without("Content-Type"));
            requests.add(request.header("Content-Type:"));
        }
        door.assertRefused(415, requests);
    }

    @Test
    void a_body_in_another_charset_is_refused_by_every_route() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest request : changing()) {
            for (String charset : List.of("euc-kr", "utf-16", "iso-8859-1", "us-ascii", "ms949")) {
                requests.add(request.header("Content-Type: application/json; charset=" + charset));
            }
        }
        door.assertRefused(415, requests);
    }

    @Test
    void a_body_in_a_charset_that_there_is_not_is_refused_by_every_route() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest request : changing()) {
            for (String charset : List.of("utf8mb4", "none", "\"\"", "x y", "%", "a".repeat(1_000))) {
                requests.add(request.header("Content-Type: application/json; charset=" + charset));
            }
        }
        door.assertRefused(415, requests);
    }

    @Test
    void a_packed_body_is_refused_by_every_route() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest request : changing()) {
            requests.add(request.header("Content-Encoding: gzip").body(packed(request.body())));
            for (String encoding : List.of("gzip", "deflate", "br", "zstd", "identity, gzip", "x")) {
                requests.add(request.header("Content-Encoding: " + encoding));
            }
        }
        door.assertRefused(415, requests);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json ; charset=\"utf-8\"",
                "application/json;charset=utf-8;",
                "application/json; ; charset=utf-8;;",
                "application/json; charset=\"ut\\f-8\"",
                "application/json; profile=\"x\"",
                "application/json; profile=\"a;charset=utf-16, \\\"b\"; charset=utf-8",
                "application/json;\todata.metadata=full; IEEE754Compatible=true"
            })
    void json_in_utf_8_is_read_however_it_is_written(String type) {
        RawRequest request =
                examples.get("createUser").header("Content-Type: " + type).body(NEW_USER);
        Response reply = door.send(request);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("name").asText()).isEqualTo("박서이");
        assertThat(door.send(request.header("Content-Encoding: identity")).status())
                .isEqualTo(201);
    }

    @Test
    void a_call_without_a_body_needs_no_type() {
        RawRequest backup = examples.get("takeBackup");
        assertThat(door.send(backup).status()).isEqualTo(200);
        assertThat(door.send(backup.header("Content-Type: text/plain")).status())
                .isEqualTo(200);
        assertThat(door.send(backup.json("{}")).status()).isEqualTo(200);
    }

    @Test
    void the_body_of_a_read_is_not_looked_at() {
        door.assertNoEffect(() -> examples.values().stream()
                .filter(request -> request.method().equals("GET"))
                .forEach(request -> {
                    Response plain = door.send(request);
                    for (String type : List.of(
                            "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16")) {
                        Response withBody = door.ask(request.header("Content-Type: " + type)
                                .header("Content-Encoding: gzip")
                                .body("{\"userId\":99999} and more"));
                        assertThat(withBody.status())
                                .as(request.target() + " " + type)
                                .isEqualTo(200);
                        assertThat(withBody.text()).isEqualTo(plain.text());
                    }
                }));
    }

    @Test
    void a_query_is_utf_8_whatever_the_body_of_a_read_says_of_itself() {
        RawRequest order = examples.get("getOrder");
        for (String charset : List.of("utf-16", "none", "%", "\"")) {
            RawRequest odd = order.header("Content-Type: text/plain; charset=" + charset);
            assertThat(door.send(odd).status()).as(charset).isEqualTo(200);
            assertThat(door.send(odd.target("/api/v1/orders/1?user%49d=%31")).status())
                    .as(charset)
                    .isEqualTo(200);
        }
    }

    /** Returns all requests that change something, each with a body. */
    private List<RawRequest> changing() {
        return examples.values().stream()
                .filter(request -> !request.method().equals("GET"))
                .map(request -> request.body().length == 0 ? request.json("{}") : request)
                .toList();
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException thrown) {
            throw new java.io.UncheckedIOException(thrown);
        }
        return packed.toByteArray();
    }
}
