package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Jangteo;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.config.Config;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;
import io.jangteo.wire.ApiCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with a PostgreSQL database. */
class DatabaseCommandsTest {
    private static final String ADMIN_KEY = "an-admin-key-for-all";

    @TempDir
    Path directories;

    private final PostgresServer server = PostgresServer.shared();
    private String url;

    @BeforeEach
    void create() {
        url = server.newDatabase();
    }

    @AfterEach
    void drop() {
        server.dropDatabase(url);
    }

    @Test
    void token_prints_a_token_that_the_servers_take() {
        try (Jangteo shop = start()) {
            long user = shop.database()
                    .write(tx -> new Users(shop.database(), 1_000_000).create(tx, new NewUser("김하나", null)))
                    .id();
            CommandRun run = run("token", "--database", url, "--user", Long.toString(user));
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isZero();
            ApiCall call = ApiCall.to(shop.baseUrl()).bearer(run.out().strip());
            assertThat(call.get("/api/v1/users/{id}", user).status()).isEqualTo(200);
            assertThat(call.get("/api/v1/users/{id}", user + 1).status()).isEqualTo(403);
            assertThat(run("token", "--database", url, "--user", "77").err())
                    .isEqualTo("jangteo: There is no user 77\n");
        }
    }

    @Test
    void token_needs_a_shop_and_one_place() {
        CommandRun empty = run("token", "--database", url, "--user", "1");
        assertThat(empty.status()).isEqualTo(1);
        assertThat(empty.err()).isEqualTo("jangteo: There is no shop in the database " + url + "\n");
        CommandRun both = run("token", "--database", url, "--user", "1", "--data", "elsewhere");
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("--data elsewhere: not together with --database");
    }

    @Test
    void serve_with_other_settings_than_the_stored_ones_is_misused() {
        try (Jangteo shop = start()) {
            CommandRun differing = serve("--order-ttl", "PT1H", "--zone", "UTC");
            assertThat(differing.status()).isEqualTo(2);
            assertThat(differing.out()).isEmpty();
            assertThat(differing.err().lines())
                    .containsExactly(
                            "jangteo: --order-ttl PT1H: the servers of this database have PT30M; --settings adopt"
                                    + " changes it to PT1H when no other server runs",
                            "jangteo: --zone UTC: the servers of this database have Asia/Seoul; --settings adopt"
                                    + " changes it to UTC when no other server runs",
                            "jangteo: --help shows what can be set");
            CommandRun adopting = serve("--order-ttl", "PT1H", "--settings", "adopt");
            assertThat(adopting.status()).isEqualTo(1);
            assertThat(adopting.err())
                    .isEqualTo("jangteo: --settings adopt: another server is running on this database; stop all others"
                            + " first\n");
            assertThat(shop.isClosed()).isFalse();
        }
    }

    private Jangteo start() {
        return Jangteo.start(Config.builder()
                .port(0)
                .data(directories.resolve("first"))
                .database(url)
                .databasePassword(server.password())
                .auth(Config.Auth.TOKEN)
                .adminKey(ADMIN_KEY)
                .build());
    }

    private CommandRun serve(String... more) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--auth", "token"));
        arguments.addAll(List.of("--database", url));
        arguments.addAll(List.of("--data", directories.resolve("second").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private CommandRun run(String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("JANGTEO_ADMIN_KEY", ADMIN_KEY));
        if (server.password() != null) {
            environment.put("JANGTEO_DATABASE_PASSWORD", server.password());
        }
        return CommandRun.in(environment, arguments);
    }
}
