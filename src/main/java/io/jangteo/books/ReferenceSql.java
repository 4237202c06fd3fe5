package io.jangteo.books;

/** Reads references such as {@code order:12}. */
final class ReferenceSql {
    private ReferenceSql() {}

    /**
     * Returns an expression for the id in an order's reference; NULL for any other text, which PostgreSQL could not
     * cast.
     */
    static String orderId(String column) {
        return """
            CASE WHEN LTRIM(SUBSTR(%1$s, 7), '0123456789') = '' AND LENGTH(%1$s) BETWEEN 7 AND 24
                THEN CAST(SUBSTR(%1$s, 7) AS BIGINT) END""".formatted(column);
    }
}
