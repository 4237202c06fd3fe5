package io.jangteo.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsRoutesTest {
    private static final Pattern LINK = Pattern.compile("<(?:script|link|img)[^>]* (?:src|href)=\"([^\"]*)\"");

    private static List<Route> routes;
    private static Javalin server;
    private static String baseUrl;

    @BeforeAll
    static void start() {
        OpenApi openApi = new OpenApi("1.0.0", ExampleShop.routes(), Map.of());
        routes = DocsRoutes.of(openApi);
        server = Javalin.create(config -> BarePages.add(config, routes)).start("127.0.0.1", 0);
        baseUrl = "http://127.0.0.1:" + server.port();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void every_file_is_sent_once_and_then_only_confirmed() {
        for (Route route : routes) {
            Response first = get(route.path());
            assertThat(first.statusCode()).as(route.path()).isEqualTo(200);
            assertThat(first.asByteArray()).as(route.path()).isNotEmpty();
            assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
            Response again =
                    given().header("If-None-Match", first.header("ETag")).get(baseUrl + route.path());
            assertThat(again.statusCode()).as(route.path()).isEqualTo(304);
            assertThat(again.asByteArray()).isEmpty();
            Response other = given().header("If-None-Match", "\"0\"").get(baseUrl + route.path());
            assertThat(other.statusCode()).as(route.path()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/"})
    void a_page_and_all_it_loads_and_shows_come_from_this_server(String path) {
        Response page = get(path);
        assertThat(page.contentType()).isEqualToIgnoringWhitespace("text/html;charset=utf-8");
        assertThat(page.asString()).doesNotContain("http:", "https:", "<style", " style=", " onload=");
        assertThat(page.asString().replaceAll("<script src=\"[^\"]*\"( defer)?></script>", ""))
                .doesNotContain("<script");
        List<String> links = LINK.matcher(page.asString())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> {
            assertThat(link).startsWith("/");
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        });
    }

    @Test
    void the_page_forbids_inline_scripts_and_styles_and_other_hosts() {
        assertThat(get("/docs").header("Content-Security-Policy"))
                .startsWith("default-src 'none'; ")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "http:", "https:", "*");
    }

    @Test
    void the_reference_shows_our_document_and_asks_no_validator() {
        assertThat(get("/docs/docs.js").asString())
                .contains("url: '/openapi.json'", "validatorUrl: null")
                .doesNotContain("persistAuthorization");
        assertThat(get("/openapi.json").jsonPath().getString("openapi")).isEqualTo("3.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/swagger-initializer.js",
                "/docs/index.html",
                "/docs/swagger-ui.js",
                "/docs/../docs/swagger-ui.js",
                "/docs/..%2f..%2f..%2f..%2fio/jangteo/web/docs/docs.html",
                "/docs/%2e%2e/%2e%2e/pom.properties",
                "/docs//etc/passwd"
            })
    void no_other_file_of_the_jar_is_sent(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path)).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isBetween(400, 499);
    }

    private static Response get(String path) {
        return given().get(baseUrl + path);
    }
}
