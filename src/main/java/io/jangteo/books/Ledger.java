package io.jangteo.books;

/**
 * The tables of numbers that only their rows change: balances by entries, stocks by movements.
 *
 * @param owner what has such a number, in words
 * @param owners the table of the owners
 * @param heldInWords the number, in words
 * @param held the owners' column that contains it
 * @param row what changes a number, in words
 * @param rowsInWords the same for several
 * @param rows the table of the changes, in which each new one has a higher id than all earlier ones of its owner
 * @param ownerId the rows' column that refers to the owner
 * @param change the rows' column by how much it changed
 * @param left the rows' column that contains what it was afterwards
 */
record Ledger(
        String owner,
        String owners,
        String heldInWords,
        String held,
        String row,
        String rowsInWords,
        String rows,
        String ownerId,
        String change,
        String left) {

    static final Ledger BALANCES = new Ledger(
            "user",
            "shop_user",
            "balance",
            "point",
            "entry",
            "entries",
            "point_entry",
            "user_id",
            "amount",
            "balance_after");
    static final Ledger STOCKS = new Ledger(
            "product",
            "product",
            "stock",
            "stock",
            "movement",
            "movements",
            "stock_movement",
            "product_id",
            "delta",
            "stock_after");

    /** Returns the text with this ledger's tables and columns in place of their names in braces. */
    String in(String sql) {
        return sql.replace("{owners}", owners)
                .replace("{held}", held)
                .replace("{rows}", rows)
                .replace("{ownerId}", ownerId)
                .replace("{change}", change)
                .replace("{left}", left);
    }
}
