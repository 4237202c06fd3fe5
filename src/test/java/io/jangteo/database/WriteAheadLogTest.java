package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The log under writes that would make it grow, and failures of the disk that it must not hide. */
@Tag("slow")
class WriteAheadLogTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final int ROW_BYTES = 1_000_000;

    @TempDir
    Path directory;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object turns = new Object();
    private int turn;
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                directory.resolve("jangteo.db"), SqliteSettings.defaults(), InstantSource.system(), registry);
    }

    @AfterEach
    void close() {
        database.close();
        threads.shutdown();
    }

    @Test
    void the_log_stays_small_under_writes() {
        long largest = 0;
        for (int megabytes = 0; megabytes < 100; megabytes++) {
            write("n" + megabytes);
            largest = Math.max(largest, logBytes());
        }
        assertThat(largest).isBetween(MEBIBYTE, 40 * MEBIBYTE);
    }

    @Test
    void the_log_stays_bounded_under_reads_that_overlap_for_ever() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch underWay = new CountDownLatch(2);
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> readInTurns(over, underWay), threads);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> readInTurns(over, underWay), threads);
        underWay.await();
        long largest = 0;
        for (int megabytes = 0; megabytes < 150; megabytes++) {
            write("n" + megabytes);
            largest = Math.max(largest, logBytes());
        }
        over.set(true);
        CompletableFuture.allOf(one, other).join();
        assertThat(largest).isLessThan(64 * MEBIBYTE);
    }

    @Test
    void the_log_is_moved_in_the_background_and_begins_anew_though_nobody_writes_any_more() {
        for (int megabytes = 0; megabytes < 20; megabytes++) {
            write("n" + megabytes);
        }
        // A write into a log that begins anew makes it no longer.
        Awaitility.await()
                .until(() -> database.read(handle -> handle.createQuery("PRAGMA wal_checkpoint(NOOP)")
                        .map((row, context) -> row.getInt(2) < 4_000 || row.getInt(2) == row.getInt(3))
                        .one()));
        long before = logBytes();
        write("more");
        assertThat(logBytes()).isEqualTo(before);
    }

    @Test
    void a_move_into_a_damaged_file_is_fatal() throws IOException {
        Path damaged = Files.writeString(directory.resolve("damaged.db"), "no database".repeat(1_000));
        assertThatThrownBy(() -> failuresOfMoveInto(damaged)).matches(DatabaseFailure::isFatal);
    }

    @Test
    void a_move_that_cannot_begin_is_counted_and_tried_again() {
        assertThat(failuresOfMoveInto(directory.resolve("nowhere").resolve("jangteo.db")))
                .isEqualTo(1);
    }

    @Test
    void reads_go_on_after_they_were_held_back() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Long> old = CompletableFuture.supplyAsync(
                () -> database.read(handle -> {
                    long found = count(handle);
                    reading.countDown();
                    await(go);
                    return found;
                }),
                threads);
        reading.await();
        for (int megabytes = 0; megabytes < 40; megabytes++) {
            write("n" + megabytes);
        }
        CompletableFuture<Long> held = CompletableFuture.supplyAsync(() -> database.read(this::count), threads);
        go.countDown();
        assertThat(held.join() - old.join()).isEqualTo(40);
    }

    @Test
    void a_full_disk_refuses_all_that_share_the_commit_and_nothing_of_it_is_written() {
        for (int attempts = 0; attempts < 3; attempts++) {
            // A new connection does not have the bound.
            roomForPages(150);
            assertThatThrownBy(() -> write("too much"))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.refusal()).isEqualTo(Refusals.STORAGE_FULL));
            assertThat(database.<Long>read(this::count)).isZero();
        }
        write("too much");
        assertThat(database.<Long>read(this::count)).isEqualTo(1);
    }

    @Test
    void everyone_who_waits_for_a_commit_that_cannot_be_flushed_learns_that_the_outcome_is_unknown() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch fatal = new CountDownLatch(1);
        database.onFatal(fatal::countDown);
        CompletableFuture<Object> first = CompletableFuture.supplyAsync(
                () -> database.write(tx -> {
                    blocked.countDown();
                    await(go);
                    throw new DatabaseFailure(new SQLiteException("planted", SQLiteErrorCode.SQLITE_IOERR_FSYNC));
                }),
                threads);
        blocked.await();
        CompletableFuture<?> waiting = CompletableFuture.runAsync(() -> write("waiting"), threads);
        go.countDown();
        fatal.await();
        assertThatThrownBy(first::join)
                .hasRootCauseInstanceOf(Problem.class)
                .rootCause()
                .hasMessageContaining("OUTCOME_UNKNOWN");
        assertThatThrownBy(waiting::join).rootCause().hasMessageContaining("OUTCOME_UNKNOWN");
        assertThatThrownBy(() -> write("later")).hasMessageContaining("OUTCOME_UNKNOWN");
        CountDownLatch late = new CountDownLatch(1);
        database.onFatal(late::countDown);
        late.await();
    }

    /** Fills the log of a database until it is worth a move, and moves it into another file. */
    private double failuresOfMoveInto(Path file) {
        Path filled = directory.resolve("filled.db");
        PrometheusRegistry metrics = new PrometheusRegistry();
        try (Readers readers = new Readers(filled, SqliteSettings.defaults());
                SqliteConnection connection = SqliteConnection.forWriting(filled)) {
            connection.handle().execute("CREATE TABLE filled AS SELECT zeroblob(20000000)");
            WriteAheadLog log = new WriteAheadLog(file, readers, metrics);
            log.tend(connection);
            assertThat(log.isAtWork()).isTrue();
            while (log.isAtWork()) {
                log.tend(connection);
            }
            log.stop();
        }
        return metrics.scrape("jangteo_log_checkpoint_failures"::equals).stream()
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    /**
     * Reads so that two callers always overlap: each waits until the other has begun its next read, at most a second.
     */
    private void readInTurns(AtomicBoolean over, CountDownLatch underWay) {
        while (!over.get()) {
            database.read(handle -> {
                count(handle);
                underWay.countDown();
                synchronized (turns) {
                    int mine = ++turn;
                    turns.notifyAll();
                    long untilNanos = System.nanoTime() + 1_000_000_000L;
                    while (turn == mine && !over.get() && System.nanoTime() < untilNanos) {
                        waitForTurn();
                    }
                }
                return null;
            });
        }
    }

    private void waitForTurn() {
        try {
            turns.wait(100);
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private void write(String name) {
        database.write(tx -> tx.handle()
                .createUpdate("INSERT INTO setting (name, value) VALUES (:name, CAST(zeroblob(:bytes) AS TEXT))")
                .bind("name", name)
                .bind("bytes", ROW_BYTES)
                .execute());
    }

    private void roomForPages(int pages) {
        database.write(tx -> tx.handle()
                .createQuery("PRAGMA max_page_count = " + pages)
                .mapTo(Integer.class)
                .one());
    }

    private long count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM setting WHERE length(CAST(value AS BLOB)) > 100000")
                .mapTo(Long.class)
                .one();
    }

    private long logBytes() {
        return registry.scrape("jangteo_log_bytes"::equals).stream()
                .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
                .mapToLong(point -> (long) point.getValue())
                .sum();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
