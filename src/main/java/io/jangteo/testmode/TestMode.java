package io.jangteo.testmode;

import io.jangteo.database.Backup;
import io.jangteo.database.Database;
import io.jangteo.database.DatabaseId;
import io.jangteo.database.Migrations;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Controls a shop for a test: moves the clock, resets the shop, and takes and restores snapshots. */
public final class TestMode {
    private static final String CLOCK_AHEAD = "clock-ahead";
    private static final String CLOCK_STOPPED_AT = "clock-stopped-at";
    /** Written into each snapshot: the moment to which a ticking clock returns. */
    private static final String SNAPSHOT_TAKEN_AT = "snapshot-taken-at";

    private static final String LAST_ORDER_OF_FIRST_CONTENT = "last-order-of-first-content";
    /** Farther in one step than any rule of the shop looks ahead. */
    private static final Duration ADVANCE_MAX = Duration.ofDays(3660);

    private final Database database;
    private final ShopClock clock;
    private final Schedule schedule;
    private final Path databaseFile;
    private final SnapshotFiles snapshots;
    private final FirstContent firstContent;
    private final Consumer<Runnable> whileQuiet;
    private final Consumer<Tx> beginAnew;

    /**
     * @param databaseFile the source of snapshots
     * @param directory where snapshots are kept
     * @param firstContent fills a new shop
     * @param whileQuiet stops background work that uses rows about to be deleted, runs the action, then lets that
     *     work resume
     * @param beginAnew drops, once the transaction commits, everything about the shop that is kept outside the database
     */
    public TestMode(
            Database database,
            ShopClock clock,
            Schedule schedule,
            Path databaseFile,
            Path directory,
            Consumer<Tx> firstContent,
            Consumer<Runnable> whileQuiet,
            Consumer<Tx> beginAnew) {
        this.database = database;
        this.clock = clock;
        this.schedule = schedule;
        this.databaseFile = databaseFile;
        this.snapshots = new SnapshotFiles(directory);
        this.firstContent = new FirstContent(firstContent);
        this.whileQuiet = whileQuiet;
        this.beginAnew = beginAnew;
    }

    /** Sets the clock as an earlier run of this shop left it. */
    public static void restoreClock(Database database, ShopClock clock) {
        clock.set(database.read(TestMode::clockSetting));
    }

    /** Records that all present orders belong to the shop's initial content. */
    public static void markFirstContent(Tx tx) {
        long lastOrder = TestModeSql.lastOrder(tx.handle());
        TestModeSql.putSetting(tx.handle(), LAST_ORDER_OF_FIRST_CONTENT, Long.toString(lastOrder));
    }

    /** Returns the ids of undelivered messages about those orders. */
    public static List<String> messagesOfFirstContent(Handle handle) {
        return TestModeSql.pendingMessages(handle, LAST_ORDER_OF_FIRST_CONTENT);
    }

    /**
     * Moves the clock ahead, stopping at each moment at which something is due, and returns when everything due by the
     * new time is done.
     *
     * @param duration zero to 3,660 days
     * @param alongside what the same commit does as well
     * @return the new time
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} for a duration out of bounds
     */
    public synchronized Instant advance(Duration duration, Consumer<Tx> alongside) {
        if (duration.isNegative() || duration.compareTo(ADVANCE_MAX) > 0) {
            throw Refusals.malformed("duration", "an ISO 8601 duration from PT0S to " + ADVANCE_MAX);
        }
        Instant target = clock.instant().plus(duration);
        remember(clock.later(duration), alongside);
        schedule.runDue();
        for (Optional<Instant> due = dueBy(target); due.isPresent(); due = dueBy(target)) {
            clock.moveTo(due.get());
            schedule.runDue();
        }
        clock.moveTo(target);
        schedule.runDue();
        return now();
    }

    /** Stops the clock until it is moved or started. */
    public synchronized Instant stopClock(Consumer<Tx> alongside) {
        return set(clock.stopped(), alongside);
    }

    /** Starts the clock from where it is. */
    public synchronized Instant startClock(Consumer<Tx> alongside) {
        return set(clock.ticking(), alongside);
    }

    private Instant set(ShopClock.Setting setting, Consumer<Tx> alongside) {
        remember(setting, alongside);
        clock.set(setting);
        return now();
    }

    /** Returns the shop's time. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Resets the shop to its initial content and the clock to real time, ticking. Idempotency keys and users' tokens
     * from before become invalid.
     *
     * @param alongside what the same commit does as well
     */
    public synchronized Instant reset(Consumer<Tx> alongside) {
        exchangeShop(tx -> {
            Tx atRealTime = tx.at(clock.realTime());
            firstContent.fill(atRealTime);
            alongside.accept(atRealTime);
            tx.afterCommit(() -> clock.set(ShopClock.Setting.REAL_TIME));
        });
        return now();
    }

    /**
     * Saves the shop's state under a name, replacing a snapshot of that name.
     *
     * @return the shop's time
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} for an invalid name
     */
    public synchronized Instant takeSnapshot(String name) {
        snapshots.write(name, file -> {
            Backup.takeUnchecked(databaseFile, file);
            // Set last: nothing in the snapshot happened later than this.
            TestModeSql.putSetting(file, SNAPSHOT_TAKEN_AT, now().toString());
        });
        return now();
    }

    /** Returns all snapshots by name. */
    public synchronized List<StoredSnapshot> listSnapshots() {
        List<StoredSnapshot> all = new ArrayList<>();
        snapshots.all().forEach((name, file) -> {
            String at = TestModeSql.setting(file, SNAPSHOT_TAKEN_AT)
                    .orElseThrow(() -> new IllegalStateException(file + " is no snapshot"));
            all.add(new StoredSnapshot(name, file.toFile().length(), Instant.parse(at)));
        });
        return all;
    }

    /**
     * Restores the shop and its clock to the snapshot's state; a clock that ticked ticks on from the snapshot's moment.
     * Replies kept for idempotency keys are restored too, together with their effects. Users' tokens become invalid.
     *
     * @param alongside what the same commit does as well
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} for an invalid name; {@code NOT_FOUND}
     */
    public synchronized Instant restoreSnapshot(String name, Consumer<Tx> alongside) {
        Path file = snapshots.toRead(name);
        // An earlier version may have taken it: the rows kept in memory must have this version's columns.
        Migrations.bringUp(file, clock);
        exchangeShop(tx -> {
            KeptRowsSql.fill(tx.handle(), KeptRowsSql.read(tx.handle(), file));
            ShopClock.Setting setting = bringBackClock(tx.handle());
            alongside.accept(tx.at(clock.timeAt(setting)));
            // Before any recurring task runs again: it must not see the old time with the new content.
            tx.afterCommit(() -> clock.set(setting));
        });
        return now();
    }

    /** Saves the setting, so that a restart continues from it. */
    private void remember(ShopClock.Setting setting, Consumer<Tx> alongside) {
        database.run(tx -> {
            remember(tx.handle(), setting);
            alongside.accept(tx);
        });
    }

    private static void remember(Handle handle, ShopClock.Setting setting) {
        TestModeSql.putSetting(handle, CLOCK_AHEAD, setting.ahead().toString());
        String stoppedAt =
                setting.stoppedAt() == null ? "" : setting.stoppedAt().toString();
        TestModeSql.putSetting(handle, CLOCK_STOPPED_AT, stoppedAt);
    }

    private ShopClock.Setting bringBackClock(Handle handle) {
        ShopClock.Setting kept = clockSetting(handle);
        Optional<String> takenAt = TestModeSql.setting(handle, SNAPSHOT_TAKEN_AT);
        if (kept.stoppedAt() != null || takenAt.isEmpty()) {
            return kept;
        }
        ShopClock.Setting ticking = clock.tickingFrom(Instant.parse(takenAt.get()));
        remember(handle, ticking);
        return ticking;
    }

    private static ShopClock.Setting clockSetting(Handle handle) {
        Duration ahead =
                TestModeSql.setting(handle, CLOCK_AHEAD).map(Duration::parse).orElse(Duration.ZERO);
        Optional<String> stoppedAt =
                TestModeSql.setting(handle, CLOCK_STOPPED_AT).filter(text -> !text.isEmpty());
        return new ShopClock.Setting(ahead, stoppedAt.map(Instant::parse).orElse(null));
    }

    private Optional<Instant> dueBy(Instant target) {
        return schedule.nextDue().filter(due -> due.isAfter(clock.instant()) && !due.isAfter(target));
    }

    private void exchangeShop(Consumer<Tx> content) {
        whileQuiet.accept(() -> schedule.pausedFor(() -> database.run(tx -> {
            TestModeSql.empty(tx.handle());
            content.accept(tx);
            DatabaseId.renew(tx.handle());
            beginAnew.accept(tx);
        })));
    }
}
