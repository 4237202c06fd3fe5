package io.jangteo.books;

/**
 * The keys by which a check is cut into pieces: a column that has an index in its order.
 *
 * @param lowest a value below every key
 * @param highest a value that no key is above
 * @param first how many rows the first piece has, before anybody knows how long they take
 */
record Keys(String table, String column, Object lowest, Object highest, int first) {

    /** Rows of about the same work each. */
    static Keys ofRows(String table, String column) {
        return ids(table, column, 1000);
    }

    /** Rows behind any of which there may be millions of others: a product's movements, a coupon's copies. */
    static Keys ofHeads(String table) {
        return ids(table, "id", 1);
    }

    /** Business days, any of which may have been busy. */
    static Keys ofDays(String table, String column) {
        // Any text that somebody may have put in the place of a day lies between these two.
        return new Keys(table, column, "", "\uffff", 1);
    }

    private static Keys ids(String table, String column, int first) {
        return new Keys(table, column, Long.MIN_VALUE, Long.MAX_VALUE, first);
    }
}
