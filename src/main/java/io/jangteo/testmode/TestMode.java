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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Moving the clock, starting over, and going back to a kept state: what a test does to a shop. */
public final class TestMode {
    private static final String CLOCK_AHEAD = "clock-ahead";
    private static final String CLOCK_STOPPED_AT = "clock-stopped-at";
    /** Written into each snapshot: the moment to which a clock that ticked comes back. */
    private static final String SNAPSHOT_TAKEN_AT = "snapshot-taken-at";

    private static final String LAST_ORDER_OF_FIRST_CONTENT = "last-order-of-first-content";
    /** Farther than any rule of the shop looks ahead, in one step. */
    private static final Duration ADVANCE_MAX = Duration.ofDays(3660);

    private final Database database;
    private final ShopClock clock;
    private final Schedule schedule;
    private final Path databaseFile;
    private final SnapshotFiles snapshots;
    private final FirstContent firstContent;
    private final Consumer<Runnable> withoutOthers;
    private final Consumer<Tx> beginAnew;

    /**
     * @param databaseFile what snapshots are copied from
     * @param directory where snapshots are kept
     * @param firstContent what a new shop starts with
     * @param withoutOthers ends what the shop does by itself with rows that are about to be gone, and runs what it is
     *     given before any of that begins again
     * @param beginAnew drops, once the transaction commits, whatever is kept beside the database about the shop
     */
    public TestMode(
            Database database,
            ShopClock clock,
            Schedule schedule,
            Path databaseFile,
            Path directory,
            Consumer<Tx> firstContent,
            Consumer<Runnable> withoutOthers,
            Consumer<Tx> beginAnew) {
        this.database = database;
        this.clock = clock;
        this.schedule = schedule;
        this.databaseFile = databaseFile;
        this.snapshots = new SnapshotFiles(directory);
        this.firstContent = new FirstContent(firstContent);
        this.withoutOthers = withoutOthers;
        this.beginAnew = beginAnew;
    }

    /** Puts the clock where an earlier run of this shop had moved it. */
    public static void restoreClock(Database database, ShopClock clock) {
        clock.set(database.read(TestMode::clockSetting));
    }

    /** Remembers that all orders there are belong to what a new shop starts with. */
    public static void markFirstContent(Tx tx) {
        long lastOrder = TestModeSql.lastOrder(tx.handle());
        TestModeSql.putSetting(tx.handle(), LAST_ORDER_OF_FIRST_CONTENT, Long.toString(lastOrder));
    }

    /** The ids of the messages about such orders that the data platform has not been told yet. */
    public static List<String> messagesOfFirstContent(Handle handle) {
        return TestModeSql.pendingMessages(handle, LAST_ORDER_OF_FIRST_CONTENT);
    }

    /**
     * Moves the clock on, stopping at each moment at which something is due, and returns when all that is due by the
     * new time has happened.
     *
     * @param duration zero to 3,660 days
     * @return the new time
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} for a duration out of bounds
     */
    public synchronized Instant advance(Duration duration) {
        if (duration.isNegative() || duration.compareTo(ADVANCE_MAX) > 0) {
            throw Refusals.malformed("duration", "an ISO 8601 duration from PT0S to " + ADVANCE_MAX);
        }
        Instant target = clock.instant().plus(duration);
        remember(clock.later(duration));
        schedule.runDue();
        for (Optional<Instant> due = dueBy(target); due.isPresent(); due = dueBy(target)) {
            clock.moveTo(due.get());
            schedule.runDue();
        }
        clock.moveTo(target);
        schedule.runDue();
        return now();
    }

    /** Has the clock stand still from now on, until it is moved on or started. */
    public synchronized Instant stopClock() {
        ShopClock.Setting stopped = clock.stopped();
        remember(stopped);
        clock.set(stopped);
        return now();
    }

    /** Has the clock tick on from where it is. */
    public synchronized Instant startClock() {
        ShopClock.Setting ticking = clock.ticking();
        remember(ticking);
        clock.set(ticking);
        return now();
    }

    /** The shop's time. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Empties the shop to what a new one starts with; the clock is real time again, and ticks. No key that was sent and
     * no user's token counts any longer.
     */
    public synchronized Instant reset() {
        exchangeShop(tx -> {
            firstContent.fill(tx.at(clock.realTime()));
            tx.afterCommit(() -> clock.set(ShopClock.Setting.REAL_TIME));
        });
        return now();
    }

    /**
     * Keeps the shop as it is, under a name; a snapshot of that name is replaced.
     *
     * @return the shop's time
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} for a name that is not one
     */
    public synchronized Instant takeSnapshot(String name) {
        snapshots.write(name, file -> {
            Backup.takeUnchecked(databaseFile, file);
            // Afterwards: nothing in the snapshot has happened later than this.
            TestModeSql.putSetting(file, SNAPSHOT_TAKEN_AT, now().toString());
        });
        return now();
    }

    /**
     * Brings the shop, its clock included, back to what it was: to the same moment, from which a clock that ticked
     * ticks on. Replies to keys that were kept then are kept again, for their effects are there again. No user's token
     * counts any longer.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} for a name that is not one; {@code NOT_FOUND}
     */
    public synchronized Instant restoreSnapshot(String name) {
        Path file = snapshots.toRead(name);
        // The version before may have taken it: what is kept in memory has to have this version's columns.
        Migrations.bringUp(file, clock);
        exchangeShop(tx -> {
            KeptRowsSql.fill(tx.handle(), KeptRowsSql.read(tx.handle(), file));
            ShopClock.Setting setting = bringBackClock(tx.handle());
            // Before any recurring work looks at the shop again: it must not see the old time with the new content.
            tx.afterCommit(() -> clock.set(setting));
        });
        return now();
    }

    /** A restart goes on from there. */
    private void remember(ShopClock.Setting setting) {
        database.write(tx -> {
            remember(tx.handle(), setting);
            return null;
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
        withoutOthers.accept(() -> schedule.pausedFor(() -> database.write(tx -> {
            TestModeSql.deferForeignKeys(tx.handle());
            List<String> tables = TestModeSql.tables(tx.handle());
            // Those that refer to others first: else each row is looked for in all that may refer to it.
            Collections.reverse(tables);
            tables.forEach(table -> TestModeSql.empty(tx.handle(), table));
            content.accept(tx);
            DatabaseId.renew(tx.handle());
            beginAnew.accept(tx);
            return null;
        })));
    }
}
