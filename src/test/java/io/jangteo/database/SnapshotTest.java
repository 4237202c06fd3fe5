package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final int LOOKS = 20;

    @TempDir
    Path path;

    private DataDirectory directory;

    @BeforeEach
    void makeAShop() {
        directory = new DataDirectory(path);
        PairedSettings.make(directory.database(), 7);
    }

    @Test
    void several_reads_at_a_time_see_one_snapshot_while_a_server_commits() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (SqliteDatabase server = PairedSettings.open(directory.database())) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int value = 8; !enough.get(); value++) {
                    PairedSettings.put(server, value);
                }
            });
            Set<String> seen = new HashSet<>();
            for (int look = 0; look < LOOKS; look++) {
                try (Snapshot snapshot = Snapshot.open(directory, 2)) {
                    CyclicBarrier together = new CyclicBarrier(snapshot.readers());
                    List<CompletableFuture<String>> reads = Stream.generate(
                                    () -> CompletableFuture.supplyAsync(() -> read(snapshot, together)))
                            .limit(snapshot.readers())
                            .toList();
                    Set<String> values = new HashSet<>();
                    reads.forEach(each -> values.add(each.join()));
                    assertThat(values).hasSize(1);
                    seen.addAll(values);
                }
            }
            enough.set(true);
            writing.join();
            // The shop was changed during the reads; otherwise the test would prove nothing.
            assertThat(seen).hasSizeGreaterThan(1);
        }
    }

    @Test
    void a_shop_that_is_looked_at_stays_as_it_is() throws Exception {
        byte[] before = Files.readAllBytes(directory.database());
        try (Snapshot snapshot = Snapshot.open(directory, 2)) {
            assertThatThrownBy(() -> PairedSettings.put(snapshot, 8)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> snapshot.read(handle -> handle.execute("DELETE FROM setting")))
                    .hasMessageContaining("readonly");
        }
        assertThat(Files.readAllBytes(directory.database())).isEqualTo(before);
    }

    @Test
    void a_snapshot_ends_once_the_log_that_it_holds_back_is_too_long() {
        try (SqliteDatabase server = PairedSettings.open(directory.database());
                Snapshot snapshot = Snapshot.open(directory, 2, 100_000)) {
            assertThat(left(snapshot)).isEqualTo("7");
            for (int value = 8; value < 40; value++) {
                PairedSettings.put(server, value);
            }
            await().untilAsserted(() -> assertThatThrownBy(() -> left(snapshot))
                    .isInstanceOf(UnusableDatabase.class)
                    .hasMessage("The server has written so much meanwhile that its log has to be reset:"
                            + " ask at a quieter time"));
        }
    }

    /** Lets both readers enter a read before either queries. */
    private static String read(Snapshot snapshot, CyclicBarrier together) {
        return snapshot.read(handle -> {
            try {
                together.await();
            } catch (Exception thrown) {
                throw new IllegalStateException(thrown);
            }
            return left(handle);
        });
    }

    private static String left(Database shop) {
        return shop.read(SnapshotTest::left);
    }

    private static String left(Handle handle) {
        return handle.createQuery("SELECT value FROM setting WHERE name = 'left'")
                .mapTo(String.class)
                .one();
    }
}
