package io.jangteo.books;

/** Checks the stock that orders took and gave back; a movement refers to its order as {@code order:12}. */
final class OrderStockChecksSql {
    private static final KeysSql LINES_BY_ORDER = KeysSql.ofIds("order_line", "order_id");
    private static final KeysSql ORDERS = KeysSql.ofIds("shop_order", "id");
    private static final KeysSql MOVEMENTS = KeysSql.ofIds("stock_movement", "id");

    private OrderStockChecksSql() {}

    static Check orderLineTookItsStock() {
        return new CheckSql("order-line-took-its-stock", LINES_BY_ORDER, """
            SELECT id,
                CASE WHEN movements <> 1 OR units <> -quantity THEN
                    'order ' || id || ', product ' || product_id || ': ' || movements || ' ORDER movements of '
                        || units || ' for a quantity of ' || quantity
                END AS violation
            FROM (
                SELECT l.order_id AS id, MIN(l.product_id) AS product_id, MIN(l.quantity) AS quantity,
                    COUNT(m.id) AS movements, COALESCE(SUM(m.delta), 0) AS units
                FROM order_line l
                LEFT JOIN stock_movement m
                    ON m.reference = 'order:' || l.order_id AND m.product_id = l.product_id AND m.kind = 'ORDER'
                WHERE l.order_id > :after AND l.order_id <= :to
                GROUP BY l.order_id, l.line) AS line
            """);
    }

    static Check closedOrderLineGaveItsStockBack() {
        return new CheckSql("closed-order-line-gave-its-stock-back", ORDERS, """
            SELECT id,
                CASE WHEN movements <> 1 OR units <> quantity OR kind <> CASE status
                        WHEN 'CANCELLED' THEN 'CANCEL' WHEN 'EXPIRED' THEN 'EXPIRE' ELSE 'REFUND' END THEN
                    'order ' || id || ', product ' || product_id || ': ' || status || ' with ' || movements
                        || ' movements back, ' || COALESCE(kind, 'none') || ' of ' || units || ' for a quantity of '
                        || quantity
                END AS violation
            FROM (
                SELECT o.id, MIN(o.status) AS status, MIN(l.product_id) AS product_id, MIN(l.quantity) AS quantity,
                    COUNT(m.id) AS movements, COALESCE(SUM(m.delta), 0) AS units, MIN(m.kind) AS kind
                FROM shop_order o
                JOIN order_line l ON l.order_id = o.id
                LEFT JOIN stock_movement m
                    ON m.reference = 'order:' || o.id AND m.product_id = l.product_id
                        AND m.kind IN ('CANCEL', 'EXPIRE', 'REFUND')
                WHERE o.id > :after AND o.id <= :to AND o.status IN ('CANCELLED', 'EXPIRED', 'REFUNDED')
                GROUP BY o.id, l.line) AS line
            """);
    }

    /**
     * The converse of both checks above: every movement belongs to an order line and was made in the commit that placed
     * or closed the order.
     */
    static Check movementBelongsToAnOrderLine() {
        return new CheckSql("movement-belongs-to-an-order-line", MOVEMENTS, """
            SELECT m.id,
                CASE
                    WHEN l.order_id IS NULL THEN
                        'movement ' || m.id || ' of product ' || m.product_id || ': ' || m.kind || ' for '
                            || m.reference || ', which has no such line'
                    WHEN m.kind <> 'ORDER' AND o.status NOT IN ('CANCELLED', 'EXPIRED', 'REFUNDED') THEN
                        'movement ' || m.id || ' of product ' || m.product_id || ': ' || m.kind || ' for '
                            || m.reference || ', which is ' || o.status
                    WHEN m.kind = 'ORDER' AND m.at <> o.created_at THEN
                        'movement ' || m.id || ' of product ' || m.product_id || ': at ' || m.at || ' for '
                            || m.reference || ', which was placed at ' || o.created_at
                    WHEN m.kind <> 'ORDER' AND m.at <> o.closed_at THEN
                        'movement ' || m.id || ' of product ' || m.product_id || ': at ' || m.at || ' for '
                            || m.reference || ', which was closed at ' || o.closed_at
                END AS violation
            FROM stock_movement m
            LEFT JOIN shop_order o
                ON o.id = {orderId} AND 'order:' || o.id = m.reference
            LEFT JOIN order_line l ON l.order_id = o.id AND l.product_id = m.product_id
            WHERE m.id > :after AND m.id <= :to AND m.kind IN ('ORDER', 'CANCEL', 'EXPIRE', 'REFUND')
            """.replace(
                        "{orderId}", ReferenceSql.orderId("m.reference")));
    }
}
