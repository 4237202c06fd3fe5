package io.jangteo.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.Database;
import io.jangteo.database.PostgresDatabase;
import io.jangteo.database.PostgresSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes that delete the outdated replies of one database. */
class SharedPruningTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

    private final String url = PostgresServer.shared().newDatabase();
    private final Database one = open();
    private final Database other = open();

    @AfterEach
    void close() {
        one.close();
        other.close();
        PostgresServer.shared().dropDatabase(url);
    }

    @Test
    void both_together_delete_every_outdated_reply_and_no_other() {
        keep("old", 5_500, NOW.minus(TIME_TO_LIVE));
        keep("fresh", 100, NOW.minus(TIME_TO_LIVE).plusMillis(1));
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(pruning(one)::run), CompletableFuture.runAsync(pruning(other)::run))
                .join();
        // What one held while the other looked is left to the next look.
        pruning(one).run();
        assertThat(keys("old")).isZero();
        assertThat(keys("fresh")).isEqualTo(100);
    }

    @Test
    void what_one_is_deleting_the_other_passes_over_without_waiting() {
        keep("old", 30, NOW);
        int deleted = one.write(tx -> {
            int first = IdempotencySql.deleteUntil(tx.handle(), NOW, 10);
            int second = other.write(at -> IdempotencySql.deleteUntil(at.handle(), NOW, 15));
            return first * 100 + second;
        });
        assertThat(deleted).isEqualTo(10 * 100 + 15);
        assertThat(keys("old")).isEqualTo(5);
    }

    private void keep(String name, int keys, Instant at) {
        one.run(tx -> tx.handle()
                .createUpdate("""
                        INSERT INTO idempotency_key (caller, key, request_hash, status, content_type, body, created_at)
                        SELECT 'anyone', :name || n, '', 200, 'application/json', '', :at FROM generate_series(1, :keys) n
                        """)
                .bind("name", name)
                .bind("keys", keys)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    private long keys(String name) {
        return one.read(handle -> handle.createQuery("SELECT count(*) FROM idempotency_key WHERE key LIKE :name")
                .bind("name", name + "%")
                .mapTo(Long.class)
                .one());
    }

    private static KeyPruning pruning(Database database) {
        return new KeyPruning(database, InstantSource.fixed(NOW), TIME_TO_LIVE);
    }

    private Database open() {
        PostgresSettings settings =
                new PostgresSettings(url, PostgresServer.shared().password(), 4, Duration.ofSeconds(10), 64, 1024);
        return PostgresDatabase.open(settings, InstantSource.fixed(NOW), new PrometheusRegistry());
    }
}
