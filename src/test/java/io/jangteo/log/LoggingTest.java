package io.jangteo.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The output of a server process to standard error, from the real logger and the real server. */
@Tag("slow")
class LoggingTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(LoggingTest.class);
    private static final String KEY = "an-admin-key-that-nobody-may-see";

    @TempDir
    Path data;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void a_request_is_a_line_with_the_route_and_without_what_was_sent() {
        List<String> lines = logged(config().build(), Jangteo::baseUrl, url -> {
            on(url).header("X-Request-Id", "ours-1").get("/api/v1/users/1");
            on(url).header("X-Request-Id", "ours-2").get("/api/v1/users/7?at=secret-query");
            on(url).header("X-Request-Id", "ours-3").get("/no/secret-path");
            on(url).header("X-Request-Id", "ours-4")
                    .bearer(KEY)
                    .json("{\"name\":\"secret-body\"}")
                    .post("/api/v1/admin/users");
            on(url).header("X-Request-Id", "ours-5").get("/docs");
        });
        assertThat(lines).hasSize(5).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+\\S+ INFO access .*"));
        assertThat(lines.stream().map(line -> line.replaceAll(".* access |milliseconds=[0-9.]+", "")))
                .containsExactly(
                        "id=ours-1 route=\"GET /api/v1/users/{userId}\" status=200 code=-  caller=127.0.0.1",
                        "id=ours-2 route=\"GET /api/v1/users/{userId}\" status=400 code=MALFORMED_REQUEST  caller=127.0.0.1",
                        "id=ours-3 route=unmatched status=404 code=NOT_FOUND  caller=127.0.0.1",
                        "id=ours-4 route=\"POST /api/v1/admin/users\" status=201 code=-  caller=admin",
                        "id=ours-5 route=\"GET /docs\" status=200 code=-  caller=127.0.0.1");
        assertThat(lines.toString()).doesNotContain("secret", KEY);
    }

    @Test
    void behind_a_trusted_proxy_a_line_names_whom_it_acts_for() {
        List<String> lines = logged(
                config().trustedProxies("127.0.0.1").build(),
                Jangteo::baseUrl,
                url -> on(url).header("X-Forwarded-For", "198.51.100.7, 203.0.113.9")
                        .get("/api/v1/products"));
        assertThat(lines).singleElement().asString().endsWith("caller=203.0.113.9");
    }

    @Test
    void what_is_no_request_is_a_line_too() {
        List<String> lines = logged(config().build(), Jangteo::baseUrl, url -> {
            try (Connection connection = Connection.to(url)) {
                connection.send("NONSENSE\r\n\r\n").read();
                assertThat(connection.isClosed()).isTrue();
            }
        });
        assertThat(lines).singleElement().asString().contains("route=http status=400 code=MALFORMED_REQUEST");
    }

    @Test
    void without_being_asked_there_is_no_line() {
        assertThat(logged(config().accessLog(false).build(), Jangteo::baseUrl, url -> on(url).get("/api/v1/users/1")))
                .isEmpty();
    }

    @Test
    void each_line_is_json_where_json_is_asked_for() throws Exception {
        List<String> lines = logged(config().logFormat(LogFormat.JSON).build(), Jangteo::baseUrl, url -> {
            on(url).header("X-Request-Id", "ours-1").get("/api/v1/users/999");
            LOGGER.warn("Told \"{}\" to 장터\u0007", "someone");
            LOGGER.error("Failed", new IllegalStateException("because\n{\"forged\":true}"));
        });
        List<JsonNode> records = new ArrayList<>();
        for (String line : lines) {
            records.add(new ObjectMapper().readTree(line));
        }
        assertThat(records).hasSize(3).allMatch(JsonNode::isObject);
        JsonNode access = records.get(0);
        assertThat(access.path("logger").asText()).isEqualTo("access");
        assertThat(access.path("route").asText()).isEqualTo("GET /api/v1/users/{userId}");
        assertThat(access.path("status").asInt()).isEqualTo(400);
        assertThat(access.path("code").asText()).isEqualTo("USER_NOT_FOUND");
        assertThat(access.path("milliseconds").isNumber()).isTrue();
        JsonNode warning = records.get(1);
        assertThat(warning.path("level").asText()).isEqualTo("WARN");
        assertThat(warning.path("logger").asText()).isEqualTo("LoggingTest");
        assertThat(warning.path("message").asText()).isEqualTo("Told \"someone\" to 장터\u0007");
        assertThat(records.get(2).path("message").asText()).isEqualTo("Failed");
        assertThat(records.get(2).path("trace").asText()).contains("because", "\tat io.jangteo.log.LoggingTest");
    }

    @Test
    void what_someone_sent_cannot_look_like_a_record_of_its_own() {
        List<String> lines = logged(config().build(), shop -> "", nothing -> {
            LOGGER.warn("path /a\n2026-11-22T09:00:00.000+09:00 [x] ERROR Forged - no\u001b[2J");
            LOGGER.error("Failed", new IllegalStateException("x\r\n2026-11-22T09:00:00 forged"));
        });
        assertThat(lines.stream().filter(line -> !line.startsWith("\t"))).hasSize(2);
        assertThat(lines.toString()).doesNotContain("\u001b", "\r");
    }

    @Test
    void the_console_speaks_through_the_log() throws Exception {
        Config config = config().logFormat(LogFormat.JSON).build();
        try (Logging logging = Logging.begin(config.logFormat(), terminal())) {
            logging.stream().println("jangteo: something went wrong");
        }
        JsonNode record = new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
        assertThat(record.path("level").asText()).isEqualTo("ERROR");
        assertThat(record.path("message").asText()).isEqualTo("jangteo: something went wrong");
    }

    private ConfigBuilder config() {
        return Config.builder().port(0).data(data).adminKey(KEY).demo(true).accessLog(true);
    }

    /** The lines that are logged while an action runs on a shop in a separate process. */
    private List<String> logged(
            Config config, java.util.function.Function<Jangteo, String> asked, Consumer<String> events) {
        try (Logging logging = Logging.begin(config.logFormat(), terminal());
                Jangteo shop = Jangteo.start(config, logging.lines())) {
            events.accept(asked.apply(shop));
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private PrintStream terminal() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static ApiCall on(String url) {
        return ApiCall.to(url);
    }
}
