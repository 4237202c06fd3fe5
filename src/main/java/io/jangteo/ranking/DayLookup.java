package io.jangteo.ranking;

/** The units of a day, and where they came from this time. */
record DayLookup(DayUnits sales, Source source) {

    /** Where a day's sales were taken from for one answer. The units are the same from each. */
    enum Source {
        /** The day was in memory. */
        CACHE,
        /** The day had been computed before and was read from the stored statistics. */
        STATISTICS,
        /** The day had never been computed: it was counted from the orders just now, and stored. */
        ORDERS
    }
}
