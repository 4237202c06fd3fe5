package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of every reply, whatever its content. */
class ReplyHeadersTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String ID = "X-Request-Id";

    private DocumentedDoor door;
    private Map<Integer, RawRequest> byStatus;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        byStatus = new LinkedHashMap<>();
        byStatus.put(200, RawRequest.get("/api/v1/products"));
        byStatus.put(201, Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"강하늘\"}")));
        byStatus.put(204, RawRequest.of("OPTIONS", "/api/v1/products"));
        byStatus.put(400, RawRequest.get("/api/v1/products?limit=0"));
        byStatus.put(401, RawRequest.get("/api/v1/admin/users"));
        byStatus.put(403, RawRequest.get("/api/v1/products").header("Host: evil.example"));
        byStatus.put(404, RawRequest.get("/nowhere"));
        byStatus.put(405, RawRequest.of("DELETE", "/api/v1/products"));
        byStatus.put(413, byStatus.get(201).body(" ".repeat(70_000)));
        byStatus.put(415, byStatus.get(201).header("Content-Type: text/plain"));
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void every_reply_is_named_after_its_request_and_kept_by_nobody() {
        byStatus.forEach((status, request) -> {
            Response reply = door.ask(request.header(ID + ": my-own.id_1"));
            assertThat(reply.status()).as(request.toString()).isEqualTo(status);
            assertThat(reply.header(ID)).as(request.toString()).isEqualTo("my-own.id_1");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reply.header("Server")).isNull();
            if (status >= 400) {
                assertThat(reply.isProblem()).as(request.toString()).isTrue();
                assertThat(reply.json().path("requestId").asText()).isEqualTo("my-own.id_1");
                assertThat(reply.json().path("status").asInt()).isEqualTo(status);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users/%00",
                "/api/v1/users/\u00e9",
                "/api/v1/users/%zz",
                "/api/v1/users/%ff",
                "/api/v1/users/{1}",
                "http://other.example/api/v1/users/1"
            })
    void a_reply_to_what_is_refused_at_the_threshold_is_named_too(String target) {
        Response reply = door.ask(RawRequest.get(target).header(ID + ": my-own.id_1"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.isProblem()).isTrue();
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header(ID)).isEqualTo(reply.json().path("requestId").asText());
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void a_request_without_a_name_is_given_one_of_its_own() {
        Set<String> names = new HashSet<>();
        byStatus.values().forEach(request -> names.add(door.ask(request).header(ID)));
        assertThat(names)
                .hasSize(byStatus.size())
                .allSatisfy(name -> assertThat(name).matches("[0-9a-f]{16}"));
    }

    @Test
    void a_name_that_is_long_or_odd_is_not_repeated() {
        for (String odd :
                List.of("", " ", "a".repeat(65), "a b", "a,b", "<script>", "a;b", "\u00e9", "a/b", "'", "a\tb")) {
            Response reply = door.ask(RawRequest.get("/nowhere").header(ID + ": " + odd));
            assertThat(reply.header(ID)).as(odd).matches("[0-9a-f]{16}");
            assertThat(reply.json().path("requestId").asText()).isEqualTo(reply.header(ID));
        }
        assertThat(door.ask(RawRequest.get("/nowhere").header(ID + ": " + "a".repeat(64)))
                        .header(ID))
                .isEqualTo("a".repeat(64));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
        none                      | 존재하지 않는 사용자입니다
        ko                        | 존재하지 않는 사용자입니다
        ko-KR,ko;q=0.9,en;q=0.8   | 존재하지 않는 사용자입니다
        fr                        | 존재하지 않는 사용자입니다
        *                         | 존재하지 않는 사용자입니다
        en;q=0.1,ko;q=0.2         | 존재하지 않는 사용자입니다
        en;q=x                    | 존재하지 않는 사용자입니다
        ;;;,,,q=                  | 존재하지 않는 사용자입니다
        en                        | There is no such user
        en-US,en;q=0.9            | There is no such user
        """)
    void a_refusal_speaks_korean_unless_english_is_preferred(String language, String detail) {
        RawRequest request = RawRequest.get("/api/v1/users/999");
        Response reply = door.send(language == null ? request : request.header("Accept-Language: " + language));
        assertThat(reply.code()).isEqualTo("USER_NOT_FOUND");
        assertThat(reply.json().path("detail").asText()).startsWith(detail);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_page_is_asked_for_anew_and_never_taken_for_something_else() {
        for (String page : List.of("/", "/rush", "/office", "/docs", "/docs/errors", "/openapi.json", "/metrics")) {
            Response reply = door.ask(RawRequest.get(page));
            assertThat(reply.header("Cache-Control")).as(page).isIn("no-cache", "no-store");
            assertThat(reply.header("X-Content-Type-Options")).as(page).isEqualTo("nosniff");
            assertThat(reply.header(ID)).as(page).matches("[0-9a-f]{16}");
        }
    }
}
