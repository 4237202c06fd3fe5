package io.jangteo.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsRoutesTest {
    @TempDir
    static Path keys;

    private static Server server;
    private static String address;

    @BeforeAll
    static void start() {
        server = BareServer.of(new NoDatabase(), keys, "nobody-has-this-key", ExampleShop.routes());
        server.start();
        address = "http://127.0.0.1:" + server.port() + "/openapi.json";
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_document_is_sent_once_and_then_only_confirmed() {
        Response first = given().get(address);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.jsonPath().getString("openapi")).isEqualTo("3.1.0");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        Response again = given().header("If-None-Match", first.header("ETag")).get(address);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        Response other = given().header("If-None-Match", "\"0\"").get(address);
        assertThat(other.statusCode()).isEqualTo(200);
    }
}
