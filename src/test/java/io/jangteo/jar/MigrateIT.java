package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.bench.BigShop;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.jar.Jar.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A move whose process is killed again and again. */
class MigrateIT {
    private static final long USERS = 2_000;

    @TempDir
    Path directory;

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.newDatabase();
    private Jar jar;
    private Path data;

    @BeforeEach
    void makeAShop() throws Exception {
        jar = new Jar(directory);
        if (server.password() != null) {
            jar.variable(PostgresServer.PASSWORD_VARIABLE, server.password());
        }
        data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        BigShop.make(data.resolve("jangteo.db"), USERS);
    }

    @Test
    void a_move_that_is_killed_again_and_again_ends_with_the_whole_shop() throws Exception {
        for (String table : new String[] {"shop_user", "point_entry", "issued_coupon", "order_line"}) {
            killAfter(table, data.toString(), url);
            Outcome start = jar.run(
                    "--port", "0", "--data", "journal", "--admin-key", "at-least-16-characters", "--database", url);
            start.assertFailed("holds a part of a shop");
        }
        Outcome moved = jar.run("migrate", "--from", data.toString(), "--to", url);
        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(moved.err()).doesNotContain("shop_order:").contains("idempotency_key: 0 rows");
        assertThat(moved.out()).contains("\"shop_user\":" + USERS, "\"balanced\":true");
        Outcome verified = jar.run("verify", "--database", url);
        assertThat(verified.status()).as(verified.out()).isZero();

        String back = directory.resolve("back").toString();
        for (String table : new String[] {"shop_user", "shop_order"}) {
            killAfter(table, url, back);
            jar.run("--port", "0", "--data", back).assertFailed("holds a part of a shop");
        }
        assertThat(jar.run("migrate", "--from", url, "--to", back).status()).isZero();
        assertThat(jar.run("verify", "--data", back).status()).isZero();
        server.dropDatabase(url);
    }

    /** Kills the move some time after this table is there. */
    private void killAfter(String table, String from, String to) throws Exception {
        Path err = directory.resolve("killed-" + table + ".txt");
        Process move = jar.begin(err, "migrate", "--from", from, "--to", to);
        try {
            await().atMost(Duration.ofSeconds(Jar.PATIENCE_SECONDS))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Jar.read(err).contains(table + ": ") || !move.isAlive());
        } finally {
            move.destroyForcibly();
        }
        assertThat(move.waitFor()).as(Jar.read(err)).isEqualTo(128 + 9);
    }
}
