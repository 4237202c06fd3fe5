package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import io.jangteo.product.Products;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.schedule.Task;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The popular products: those on sale with most units over the whole business days before today. While neither those
 * days nor any product has changed in the administrator's hands, the last answer is given again.
 */
public final class Ranking {
    /** The number of business days before today that are summed. */
    static final int DAYS = 3;

    private static final int DATE_LENGTH = "2026-11-22".length();

    private final Database database;
    private final DailySales sales;
    private final Products products;
    private final BusinessDays days;
    private final InstantSource clock;
    private final RankingJob job;
    private volatile @Nullable PopularSnapshot last;

    public Ranking(Database database, DailySales sales, Products products, BusinessDays days, InstantSource clock) {
        this.database = database;
        this.sales = sales;
        this.products = products;
        this.days = days;
        this.clock = clock;
        this.job = new RankingJob(database, sales, days, clock);
    }

    public PopularProducts popular() {
        return standing(window()).popular();
    }

    /** Returns the popular products with each day's units and the first product below the list. */
    public PopularProducts explained() {
        Days.Window window = window();
        return PopularProducts.explained(standing(window), window.days());
    }

    /**
     * Recounts the sales of a closed day.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} unless the text is the date of a business day before
     *     today
     */
    public Recount compute(Tx tx, String date) {
        LocalDate day = dateOf(date);
        if (day == null || !day.isBefore(days.dayOf(tx.now()))) {
            throw Refusals.malformed("date", "a business day before today, as YYYY-MM-DD");
        }
        return sales.compute(tx, day);
    }

    /** Returns the daily task that computes each day once it is over. */
    public Task job() {
        return job;
    }

    /** Clears everything cached in memory; call after the database was replaced by a reset or a restore. */
    public void forget() {
        sales.forget();
        job.forget();
        last = null;
    }

    /** Returns the days before this one that are ranked on it, oldest first. */
    static List<LocalDate> rankedOn(LocalDate today) {
        List<LocalDate> dates = new ArrayList<>(DAYS);
        for (int back = DAYS; back >= 1; back--) {
            dates.add(today.minusDays(back));
        }
        return dates;
    }

    private Days.Window window() {
        return sales.window(rankedOn(days.dayOf(clock.instant())));
    }

    private PopularSnapshot standing(Days.Window window) {
        PopularSnapshot known = last;
        if (known != null && known.isOf(window)) {
            return known;
        }
        PopularSnapshot made = database.read(handle -> PopularSnapshot.of(window, ids -> products.find(handle, ids)));
        last = made;
        return made;
    }

    private static @Nullable LocalDate dateOf(String text) {
        try {
            // Years of other lengths do not sort as text.
            return text.length() == DATE_LENGTH ? LocalDate.parse(text) : null;
        } catch (DateTimeException thrown) {
            return null;
        }
    }
}
