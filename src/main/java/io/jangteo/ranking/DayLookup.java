package io.jangteo.ranking;

/** The units of a day, and where they were found. */
record DayLookup(DayUnits sales, Source source) {

    /** The place where a day's sales were found. The units are the same from each. */
    enum Source {
        /** The day was in memory. */
        CACHE,
        /** The day was computed before and was read from the stored statistics. */
        STATISTICS,
        /** The day had never been computed: it was counted from the orders now, and stored. */
        ORDERS
    }
}
