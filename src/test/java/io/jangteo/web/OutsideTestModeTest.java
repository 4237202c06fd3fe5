package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Jangteo;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server outside test mode, which refuses the calls that tests use. */
class OutsideTestModeTest {
    private static final List<String> PATHS = List.of(
            "/clock/advance",
            "/clock/stop",
            "/clock/start",
            "/reset",
            "/snapshots",
            "/seed",
            "/snapshots/kept/restore",
            "/faults",
            "/faults/clear");

    @TempDir
    Path directory;

    private Jangteo shop;
    private Connection connection;

    @BeforeEach
    void start() {
        shop = Jangteo.start(Config.builder()
                .port(0)
                .data(directory)
                .adminKey(TestShop.ADMIN_KEY)
                .build());
        connection = Connection.to(shop.baseUrl());
    }

    @AfterEach
    void stop() {
        connection.close();
        shop.close();
    }

    @Test
    void the_calls_of_test_mode_are_not_there() {
        for (String path : PATHS) {
            for (String method : List.of("POST", "GET", "OPTIONS")) {
                RawRequest request = Examples.administrator(
                        RawRequest.of(method, "/api/v1/admin" + path).json("{}"));
                Response reply = connection.send(request).read();
                assertThat(reply.status()).as(path).isEqualTo(404);
                assertThat(reply.code()).isEqualTo("NOT_FOUND");
                assertThat(reply.header("Allow")).isNull();
            }
        }
        // What was done in test mode once is still in the audit.
        String audit = "/api/v1/admin/audit?operation=";
        assertThat(connection
                        .send(Examples.administrator(RawRequest.get(audit + "resetShop")))
                        .read()
                        .status())
                .isEqualTo(200);
        String document =
                connection.send(RawRequest.get("/openapi.json")).read().text();
        assertThat(document)
                .contains("/api/v1/admin/backup")
                .doesNotContain("/clock", "/reset", "/snapshots", "/faults");
    }
}
