package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.idempotency.Reply;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call whose reply is not JSON: guarded, and read as strictly, like any other. */
class OtherMediaTypeTest {
    private static final String KEY = "a-key-for-the-test";

    @TempDir
    Path directory;

    private SqliteDatabase database;
    private Server server;

    @BeforeEach
    void start() {
        InstantSource clock = InstantSource.system();
        database = SqliteDatabase.open(
                directory.resolve("shop.db"), SqliteSettings.defaults(), clock, new PrometheusRegistry());
        Route table = Route.get("/table")
                .named("table", "A table.")
                .access(Route.Access.ADMIN)
                .query("since", "string", "From when on.")
                .reads(request -> new Reply(200, "text/csv", null, "id\r\n1\r\n".getBytes(StandardCharsets.UTF_8)));
        server = BareServer.of(database, directory, KEY, List.of(table));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void is_sent_as_its_handler_made_it() {
        Response reply = get("/table?since=now", KEY);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/csv");
        assertThat(reply.text()).isEqualTo("id\r\n1\r\n");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void is_refused_like_any_other_call() {
        assertThat(get("/table", "not-the-key").code()).isEqualTo("UNAUTHENTICATED");
        assertThat(get("/table?until=now", KEY).code()).isEqualTo("MALFORMED_REQUEST");
    }

    private Response get(String path, String key) {
        return ApiCall.to("http://127.0.0.1:" + server.port()).bearer(key).get(path);
    }
}
