package io.jangteo.ranking;

import java.time.LocalDate;
import java.util.List;

/** Provides the sales of closed days to the ranking, from the nearest place that surely holds what is stored. */
interface Days {

    /**
     * Returns these closed days, and the version of the products. Each was current at some moment
     * after the call. A day that was never computed is computed now.
     */
    Window window(List<LocalDate> dates);

    /** Takes note of a change to the stored sales of a day; called after its commit. */
    void changed(LocalDate date);

    /** Clears everything cached; called after the database was replaced. */
    void forget();

    /**
     * Several days at one time.
     *
     * @param days in the order in which they were asked for
     * @param productsVersion differs from every earlier one after any product's name, price or sale changed
     */
    record Window(List<DayLookup> days, long productsVersion) {}
}
