package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that gets a connection at once or not at all, in a database that has a single one to read with. */
class RunIfReadableTest {
    @TempDir
    Path directory;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                directory.resolve("shop.db"),
                new SqliteSettings(256, 10, Duration.ofMinutes(1), 1, Duration.ofMinutes(1), false),
                InstantSource.system(),
                new PrometheusRegistry());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void its_reads_use_its_connection_and_others_find_none_meanwhile() {
        List<Object> seen = new ArrayList<>();
        boolean ran = database.runIfReadable(() -> {
            seen.add(one());
            seen.add(database.readOne(handle -> Sql.of(handle, "SELECT 2").one(row -> row.getLong(1))));
            seen.add(elsewhere());
            seen.add(database.runIfReadable(() -> seen.add(one())));
        });
        assertThat(ran).isTrue();
        assertThat(seen).containsExactly(1L, 2L, false, 1L, true);
        assertThat(elsewhere()).isTrue();
    }

    @Test
    void a_failure_gives_the_connection_back() {
        assertThatThrownBy(() -> database.runIfReadable(() -> {
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");
        assertThat(elsewhere()).isTrue();
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void it_does_not_run_while_a_read_has_the_only_connection() {
        assertThat(database.<Boolean>read(handle -> elsewhere())).isFalse();
        assertThat(elsewhere()).isTrue();
    }

    @Test
    void it_does_not_run_in_a_closed_database() {
        database.close();
        assertThat(elsewhere()).isFalse();
    }

    private long one() {
        return database.read(handle -> Sql.of(handle, "SELECT 1").one(row -> row.getLong(1)));
    }

    /** Whether another thread gets to read. */
    private boolean elsewhere() {
        return CompletableFuture.supplyAsync(() -> database.runIfReadable(() -> {}))
                .join();
    }
}
