package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBoundTest {
    private static final long MAX_BYTES = 1_000_000;
    private static final int VALUE_BYTES = 50_000;
    /** Runs for a minute or so unless it is interrupted. */
    private static final String LONG_READ =
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 150000000) SELECT count(*) FROM number";

    @TempDir
    Path directory;

    @Test
    void a_read_that_lets_the_log_grow_beyond_the_bound_is_ended() throws Exception {
        Path file = directory.resolve("jangteo.db");
        try (SqliteDatabase shop = PairedSettings.open(file);
                SqliteConnection reading = SqliteConnection.forReading(file);
                LogBound bound = LogBound.watch(file, reading, MAX_BYTES)) {
            CompletableFuture<?> read = startLongRead(reading);
            while (!bound.exceeded()) {
                grow(shop);
            }
            assertThatThrownBy(() -> read.get(10, TimeUnit.MINUTES))
                    .satisfies(thrown ->
                            assertThat(DatabaseFailure.isInterrupted(thrown)).isTrue());
            assertThat(log(file)).isGreaterThan(MAX_BYTES);
        }
    }

    @Test
    void a_log_that_was_as_large_before_ends_nothing_until_it_grows() throws Exception {
        Path file = directory.resolve("jangteo.db");
        try (SqliteDatabase shop = PairedSettings.open(file);
                SqliteConnection reading = SqliteConnection.forReading(file)) {
            // An open snapshot keeps the log from being restarted.
            reading.transaction().begin();
            reading.handle()
                    .createQuery("SELECT count(*) FROM setting")
                    .mapTo(Long.class)
                    .one();
            while (log(file) <= MAX_BYTES) {
                grow(shop);
            }
            try (LogBound bound = LogBound.watch(file, reading, MAX_BYTES)) {
                bound.look();
                assertThat(bound.exceeded()).isFalse();
                grow(shop);
                bound.look();
                assertThat(bound.exceeded()).isTrue();
            }
        }
    }

    private static CompletableFuture<Long> startLongRead(SqliteConnection reading) {
        return CompletableFuture.supplyAsync(() -> {
            reading.transaction().begin();
            reading.handle()
                    .createQuery("SELECT count(*) FROM setting")
                    .mapTo(Long.class)
                    .one();
            return reading.handle().createQuery(LONG_READ).mapTo(Long.class).one();
        });
    }

    /** Writes different content each time: SQLite does not write unchanged pages. */
    private static void grow(SqliteDatabase shop) {
        shop.write(tx -> tx.handle()
                .createUpdate("INSERT INTO setting (name, value) VALUES ('large', hex(randomblob(:bytes)))"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .bind("bytes", VALUE_BYTES)
                .execute());
    }

    private static long log(Path file) throws IOException {
        return Files.size(file.resolveSibling("jangteo.db-wal"));
    }
}
