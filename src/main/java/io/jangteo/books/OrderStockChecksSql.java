package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** What orders took from the stock and gave back; a movement names its order as {@code order:12}. */
final class OrderStockChecksSql {
    private OrderStockChecksSql() {}

    static BooksCheck orderLineTookItsStock(Handle handle) {
        return CheckSql.run(handle, "order-line-took-its-stock", """
            SELECT l.order_id AS id,
                CASE WHEN COALESCE(m.movements, 0) <> 1 OR m.units <> -l.quantity THEN
                    'order ' || l.order_id || ', product ' || l.product_id || ': ' || COALESCE(m.movements, 0)
                        || ' ORDER movements of ' || COALESCE(m.units, 0) || ' for a quantity of ' || l.quantity
                END AS violation
            FROM order_line l
            LEFT JOIN (
                SELECT reference, product_id, COUNT(*) AS movements, SUM(delta) AS units
                FROM stock_movement
                WHERE kind = 'ORDER'
                GROUP BY reference, product_id) m
                ON m.reference = 'order:' || l.order_id AND m.product_id = l.product_id
            """);
    }

    static BooksCheck closedOrderLineGaveItsStockBack(Handle handle) {
        return CheckSql.run(handle, "closed-order-line-gave-its-stock-back", """
            SELECT o.id,
                CASE WHEN COALESCE(m.movements, 0) <> 1 OR m.units <> l.quantity OR m.kind <> CASE o.status
                        WHEN 'CANCELLED' THEN 'CANCEL' WHEN 'EXPIRED' THEN 'EXPIRE' ELSE 'REFUND' END THEN
                    'order ' || o.id || ', product ' || l.product_id || ': ' || o.status || ' with '
                        || COALESCE(m.movements, 0) || ' movements back, ' || COALESCE(m.kind, 'none') || ' of '
                        || COALESCE(m.units, 0) || ' for a quantity of ' || l.quantity
                END AS violation
            FROM shop_order o
            JOIN order_line l ON l.order_id = o.id
            LEFT JOIN (
                SELECT reference, product_id, COUNT(*) AS movements, SUM(delta) AS units, MIN(kind) AS kind
                FROM stock_movement
                WHERE kind IN ('CANCEL', 'EXPIRE', 'REFUND')
                GROUP BY reference, product_id) m
                ON m.reference = 'order:' || o.id AND m.product_id = l.product_id
            WHERE o.status IN ('CANCELLED', 'EXPIRED', 'REFUNDED')
            """);
    }

    /**
     * The other direction of both: nothing moved that no order line asked for. Without the CAST, SQLite would compare
     * every movement with every line: it indexes no expression of unknown type.
     */
    static BooksCheck movementBelongsToAnOrderLine(Handle handle) {
        return CheckSql.run(handle, "movement-belongs-to-an-order-line", """
            WITH line AS MATERIALIZED (
                SELECT CAST('order:' || o.id AS TEXT) AS reference, l.product_id, o.status
                FROM shop_order o
                JOIN order_line l ON l.order_id = o.id)
            SELECT m.id,
                CASE
                    WHEN line.reference IS NULL THEN
                        'movement ' || m.id || ' of product ' || m.product_id || ': ' || m.kind || ' for '
                            || m.reference || ', which has no such line'
                    WHEN m.kind <> 'ORDER' AND line.status NOT IN ('CANCELLED', 'EXPIRED', 'REFUNDED') THEN
                        'movement ' || m.id || ' of product ' || m.product_id || ': ' || m.kind || ' for '
                            || m.reference || ', which is ' || line.status
                END AS violation
            FROM stock_movement m
            LEFT JOIN line ON line.reference = m.reference AND line.product_id = m.product_id
            WHERE m.kind IN ('ORDER', 'CANCEL', 'EXPIRE', 'REFUND')
            """);
    }
}
