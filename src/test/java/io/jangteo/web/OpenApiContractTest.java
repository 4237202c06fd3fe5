package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.idempotency.Reply;
import io.jangteo.wire.ApiCall;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose replies the test chooses, so that it can violate its own document. */
class OpenApiContractTest {
    private static final String GOOD_LIST = "{\"goods\":[],\"nextCursor\":null}";
    private static final String GOOD_REQUEST = "{\"name\":\"김\",\"price\":1,\"lines\":[]}";

    private static final String PROBLEM = """
        {"type":"about:blank","title":"Conflict","status":409,"detail":"없음","code":"OUT_OF_STOCK",
         "instance":"/api/v1/admin/goods","requestId":"r-1","left":0}
        """;

    private static Javalin server;
    private static OpenApiContract contract;

    @BeforeAll
    static void start() {
        OpenApi openApi = new OpenApi("1.0.0", ExampleShop.routes(), Map.of());
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get(
                            "/openapi.json",
                            context -> context.contentType(OpenApi.CONTENT_TYPE).result(openApi.document()));
                    config.routes.get("/*", OpenApiContractTest::answerAsAsked);
                    config.routes.post("/*", OpenApiContractTest::answerAsAsked);
                })
                .start("127.0.0.1", 0);
        contract = new OpenApiContract("http://127.0.0.1:" + server.port());
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void a_reply_as_declared_passes() {
        assertThatCode(() -> asking(200, Reply.JSON, GOOD_LIST).get("/api/v1/goods"))
                .doesNotThrowAnyException();
        assertThatCode(() -> asking(200, "application/json; charset=utf-8", GOOD_LIST)
                        .get("/api/v1/goods?limit=1"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_refusal_as_declared_passes_with_members_of_its_own() {
        assertThatCode(() -> asking(409, Reply.PROBLEM_JSON, PROBLEM).body("{}").post("/api/v1/admin/goods"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        200 | application/json         | {"goods":[],"nextCursor":7}             | nextCursor
        200 | application/json         | {"goods":[]}                            | nextCursor
        200 | application/json         | {"goods":[],"nextCursor":null,"sum":1}  | sum
        200 | application/json         | {"goods":[{}],"nextCursor":null}        | goods
        200 | application/json         | not json                                | not JSON
        200 | application/json         | {"goods":[],"nextCursor":null} null     | not JSON
        200 | application/json         | {"goods":[],"goods":[],"nextCursor":null} | not JSON
        200 | application/problem+json | {"goods":[],"nextCursor":null}          | media type
        200 | text/plain               | {"goods":[],"nextCursor":null}          | media type
        202 | application/json         | {"goods":[],"nextCursor":null}          | 202
        404 | application/problem+json | {}                                      | 404
        500 | application/json         | {"title":"Server Error"}                | media type
        """)
    void a_reply_that_is_not_as_declared_fails(int status, String contentType, String body, String named) {
        assertThatThrownBy(() -> asking(status, contentType, body).get("/api/v1/goods"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /api/v1/goods")
                .hasMessageContaining(named);
    }

    @Test
    void a_reply_that_is_not_made_yet_must_say_when_to_ask_again() {
        assertThatThrownBy(() -> asking(202, Reply.JSON, "{\"counted\":1}").get("/api/v1/admin/count"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Retry-After");
    }

    @ParameterizedTest
    @CsvSource({"OUT_OF_STOCK,GOODS_NOT_FOUND", "409,400", "requestId,requestID"})
    void a_refusal_with_another_code_or_status_or_a_missing_member_fails(String word, String other) {
        String problem = PROBLEM.replace(word, other);
        assertThatThrownBy(() ->
                        asking(409, Reply.PROBLEM_JSON, problem).body("{}").post("/api/v1/admin/goods"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void what_is_created_must_say_where_it_is() {
        String goods = "{\"id\":1}";
        assertThatThrownBy(
                        () -> asking(201, Reply.JSON, goods).body(GOOD_REQUEST).post("/api/v1/admin/goods"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Location");
    }

    @Test
    void a_request_that_is_accepted_although_it_is_wrong_fails() {
        assertThatThrownBy(() ->
                        asking(201, Reply.JSON, "{}").body("{\"price\":1}").post("/api/v1/admin/goods"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("accepted although")
                .hasMessageContaining("lines");
        String ranking = "/api/v1/admin/ranking/2026-11-21";
        assertThatCode(() -> asking(200, Reply.JSON, GOOD_LIST).body("{}").post(ranking))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        asking(200, Reply.JSON, GOOD_LIST).body("{\"a\":1}").post(ranking))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("none is declared");
    }

    @Test
    void the_path_that_says_most_is_the_one_that_counts() {
        assertThatThrownBy(() -> asking(404, Reply.PROBLEM_JSON, "{}").get("/api/v1/goods/best"))
                .hasMessageContaining("404 is not declared");
        assertThatThrownBy(() -> asking(404, Reply.PROBLEM_JSON, "{}").get("/api/v1/goods/17"))
                .hasMessageContaining("requestId");
    }

    @Test
    void outside_of_the_document_only_problems_are_answered() {
        String problem = PROBLEM.replace("409", "404").replace("OUT_OF_STOCK", "NOT_FOUND");
        assertThatCode(() -> asking(404, Reply.PROBLEM_JSON, problem).get("/nowhere"))
                .doesNotThrowAnyException();
        assertThatCode(() -> asking(405, Reply.PROBLEM_JSON, problem).post("/api/v1/goods"))
                .doesNotThrowAnyException();
        assertThatCode(() -> asking(200, "text/html", "<p>").get("/page")).doesNotThrowAnyException();
        assertThatThrownBy(() -> asking(404, "text/plain", "Not Found").get("/nowhere"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> asking(404, Reply.PROBLEM_JSON, "{}").get("/nowhere"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> asking(200, Reply.JSON, "{}").get("/api/v1/secret"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not declared");
    }

    private static ApiCall asking(int status, String contentType, String body) {
        return ApiCall.to("http://127.0.0.1:" + server.port())
                .checkedBy(contract::hold)
                .contentType("application/json")
                .header("Answer-Status", String.valueOf(status))
                .header("Answer-Type", contentType)
                .header("Answer-Body", body.replace("\n", "").replaceAll("[^\\x20-\\x7e]", "?"));
    }

    private static void answerAsAsked(Context context) {
        context.status(Integer.parseInt(context.header("Answer-Status")))
                .result(context.header("Answer-Body"))
                .contentType(context.header("Answer-Type"));
    }
}
