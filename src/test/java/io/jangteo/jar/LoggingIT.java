package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.wire.ApiCall;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a server in a process of its own. */
@Timeout(180)
class LoggingIT {
    private static final String KEY = "a-key-that-no-log-shows";
    /** Their lines fill the 64 KB of a pipe several times. */
    private static final int REQUESTS = 2_000;

    @TempDir
    Path directory;

    @Test
    void everything_on_standard_error_is_json_and_no_key_is_in_it() throws Exception {
        JarServer server = new Jar(directory)
                .serve("--demo", "--admin-key", KEY, "--access-log", "--log-format", "json", "--log-level", "debug");
        try (server) {
            assertThat(status(server, "/api/v1/users/1?at=x&key=" + KEY)).isEqualTo(400);
            assertThat(status(server, "/api/v1/admin/users")).isEqualTo(200);
            assertThat(server.stop()).isZero();
        }
        List<String> lines = server.err().lines().toList();
        assertThat(lines).allSatisfy(line -> {
            JsonNode record = new ObjectMapper().readTree(line);
            assertThat(record.path("time").asText()).isNotEmpty();
            assertThat(record.path("level").asText()).isNotEmpty();
        });
        assertThat(lines.stream().filter(line -> line.contains("\"logger\":\"access\"")))
                .hasSize(2);
        // Told at info: the level was understood.
        assertThat(lines).anyMatch(line -> line.contains("\"level\":\"INFO\",\"logger\":\"Server\""));
        assertThat(server.err()).doesNotContain(KEY);
    }

    @Test
    void a_standard_error_that_nobody_reads_holds_up_no_request_and_no_stop() throws Exception {
        Jar jar = new Jar(directory).under(List.of("bash", "-c", "exec \"$@\" 2> >(exec sleep 30)", "bash"));
        try (JarServer server = jar.serve("--access-log")) {
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(status(server, "/health/live")).isEqualTo(200);
            }
            assertThat(server.stop()).isZero();
        }
    }

    private static int status(JarServer server, String path) {
        return ApiCall.to(server.address().toString()).bearer(KEY).get(path).status();
    }
}
