package io.jangteo.books;

/** Stocks and the movements that made them. */
final class StockChecksSql {
    private static final Keys PRODUCTS = Keys.ofHeads("product");
    private static final Keys MOVEMENTS = Keys.ofRows("stock_movement", "id");

    private StockChecksSql() {}

    static Check stockIsTheSumOfItsMovements() {
        return new CheckSql("stock-is-the-sum-of-its-movements", PRODUCTS, """
            SELECT id,
                CASE WHEN stock <> total THEN
                    'product ' || id || ': stock ' || stock || ', movements add up to ' || total
                END AS violation
            FROM (
                SELECT p.id, p.stock, COALESCE((
                    SELECT SUM(m.delta)
                    FROM stock_movement m
                    WHERE m.product_id = p.id), 0) AS total
                FROM product p
                WHERE p.id > :after AND p.id <= :to) AS summed
            """);
    }

    static Check stockIsWhatTheLastMovementLeft() {
        return new CheckSql("stock-is-what-the-last-movement-left", PRODUCTS, """
            SELECT id,
                CASE WHEN stock <> left_by_last THEN
                    'product ' || id || ': stock ' || stock || ', the last movement left ' || left_by_last
                END AS violation
            FROM (
                SELECT p.id, p.stock, COALESCE((
                    SELECT m.stock_after
                    FROM stock_movement m
                    WHERE m.product_id = p.id
                    ORDER BY m.id DESC
                    LIMIT 1), 0) AS left_by_last
                FROM product p
                WHERE p.id > :after AND p.id <= :to) AS last_movement
            """);
    }

    /** The one before stands in the same piece, as a rule: a product moves often, so it is not looked up unless need be. */
    static Check movementGoesOnFromTheOneBefore() {
        return new CheckSql("movement-goes-on-from-the-one-before", MOVEMENTS, """
            SELECT id,
                CASE WHEN stock_after <> stock_before + delta THEN
                    'movement ' || id || ' of product ' || product_id || ': ' || delta || ' upon ' || stock_before
                        || ' left ' || stock_after
                END AS violation
            FROM (
                SELECT id, product_id, delta, stock_after, COALESCE(before_in_piece, (
                    SELECT m.stock_after
                    FROM stock_movement m
                    WHERE m.product_id = piece.product_id AND m.id < piece.id
                    ORDER BY m.id DESC
                    LIMIT 1), 0) AS stock_before
                FROM (
                    SELECT id, product_id, delta, stock_after,
                        LAG(stock_after) OVER (PARTITION BY product_id ORDER BY id) AS before_in_piece
                    FROM stock_movement
                    WHERE id > :after AND id <= :to) AS piece) AS chain
            """);
    }

    /**
     * The stock counted a second way: from the orders instead of what moved for them. The movements of a product only
     * tell which orders to look at; another check sees that they name them as they should.
     */
    static Check stockIsWhatCameInLessWhatOrdersHold() {
        return new CheckSql("stock-is-what-came-in-less-what-orders-hold", PRODUCTS, """
            SELECT id,
                CASE WHEN stock <> received - held THEN
                    'product ' || id || ': stock ' || stock || ', ' || received || ' came in and ' || held
                        || ' lie in pending and paid orders'
                END AS violation
            FROM (
                SELECT p.id, p.stock, COALESCE(SUM(CASE WHEN m.kind IN ('INITIAL', 'ADJUST') THEN m.delta END), 0)
                    AS received, COALESCE(SUM(CASE WHEN m.kind = 'ORDER' THEN (
                        SELECT l.quantity
                        FROM shop_order o
                        JOIN order_line l ON l.order_id = o.id AND l.product_id = m.product_id
                        WHERE o.id = CAST(SUBSTR(m.reference, 7) AS BIGINT)
                            AND o.status IN ('PENDING', 'PAID')) END), 0) AS held
                FROM product p
                LEFT JOIN stock_movement m ON m.product_id = p.id
                WHERE p.id > :after AND p.id <= :to
                GROUP BY p.id, p.stock) AS counted
            """);
    }

    /** The first of the movements that are looked at by the others. */
    static Check productBeganWithItsFirstStock() {
        return new CheckSql("product-began-with-its-first-stock", PRODUCTS, """
            SELECT p.id,
                CASE WHEN m.kind IS NULL OR m.kind <> 'INITIAL' OR m.reference <> 'created' OR m.at <> p.created_at
                    OR EXISTS (
                        SELECT 1
                        FROM stock_movement later
                        WHERE later.product_id = p.id AND later.id > m.id AND later.kind = 'INITIAL') THEN
                    'product ' || p.id || ': created at ' || p.created_at || COALESCE(', its first movement is '
                        || m.kind || ' for ' || m.reference || ' at ' || m.at, ', nothing ever moved')
                END AS violation
            FROM product p
            LEFT JOIN stock_movement m ON m.id = (
                SELECT MIN(first.id)
                FROM stock_movement first
                WHERE first.product_id = p.id)
            WHERE p.id > :after AND p.id <= :to
            """);
    }
}
