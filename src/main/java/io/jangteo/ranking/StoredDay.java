package io.jangteo.ranking;

/**
 * A computed day as it is stored.
 *
 * @param lookup its sales, and whether they were counted just now
 */
record StoredDay(long stamp, DayLookup lookup) {

    StampedDay key() {
        return new StampedDay(lookup.sales().date(), stamp);
    }
}
