package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.schedule.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Computes yesterday's sales shortly after midnight, and every earlier day that was missed while the server was off:
 * each ranked day, even without sales, and any older day that has orders.
 */
final class RankingJob implements Task {
    /**
     * The delay after a day's end before it is computed: longer than a payment begun before midnight may take to
     * commit. In a single process, a day that a reader computed earlier is computed once more.
     */
    static final Duration SETTLING = Duration.ofSeconds(5);

    /** The number of old days computed in one run; the next run follows at once. */
    private static final int OLD_DAYS_MAX = 100;

    private final Database database;
    private final DailySales sales;
    private final BusinessDays days;
    private final InstantSource clock;
    private final AtomicInteger timesForgotten = new AtomicInteger();
    private volatile @Nullable Complete complete;

    /** Records that nothing was missing before this day, so that not every check asks the database. */
    private record Complete(LocalDate before, int timesForgotten) {}

    RankingJob(Database database, DailySales sales, BusinessDays days, InstantSource clock) {
        this.database = database;
        this.sales = sales;
        this.days = days;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "daily-ranking";
    }

    @Override
    public Optional<Instant> nextDue() {
        LocalDate today = settledToday();
        SortedSet<LocalDate> missing = missing(today);
        return Optional.of(dueAt(missing.isEmpty() ? today : missing.first()));
    }

    @Override
    public void run() {
        LocalDate today = settledToday();
        for (LocalDate day : missing(today)) {
            database.run(tx -> sales.settle(tx, day, dueAt(day)));
        }
        sales.window(Ranking.rankedOn(today));
    }

    void forget() {
        timesForgotten.incrementAndGet();
    }

    /** Returns the current day for this job: every earlier day is over and settled. */
    private LocalDate settledToday() {
        return days.dayOf(clock.instant().minus(SETTLING));
    }

    private Instant dueAt(LocalDate day) {
        return days.startOf(day.plusDays(1)).plus(SETTLING);
    }

    private SortedSet<LocalDate> missing(LocalDate today) {
        Complete now = new Complete(today, timesForgotten.get());
        if (now.equals(complete)) {
            return new TreeSet<>();
        }
        SortedSet<LocalDate> missing = database.read(handle -> missing(handle, today));
        if (missing.isEmpty()) {
            complete = now;
        }
        return missing;
    }

    private SortedSet<LocalDate> missing(Handle handle, LocalDate today) {
        SortedSet<LocalDate> missing = new TreeSet<>(DailySalesSql.unmarkedDays(handle, today, OLD_DAYS_MAX));
        for (LocalDate day : Ranking.rankedOn(today)) {
            if (!sales.isSettled(handle, day, dueAt(day))) {
                missing.add(day);
            }
        }
        return missing;
    }
}
