package io.jangteo.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Checks the content of messages to the data platform about payments and refunds. The order with its lines and the
 * message are both turned into texts of the facts in {@link MessageFacts}, which are compared in one step. JSON is
 * parsed in Java, as each database engine reads it differently.
 */
final class MessageChecksSql implements Check {
    private static final KeysSql DELIVERIES = KeysSql.ofIds("delivery", "id");

    @Override
    public String name() {
        return "delivery-says-what-its-order-says";
    }

    @Override
    public Piece look(Handle handle, @Nullable Object place, int rows) {
        Span span = DELIVERIES.next(handle, (Span) place, rows);
        Span next = span.isLast() ? null : span;
        return CheckSql.of(handle, span, """
            SELECT d.id, d.payload,
                CASE WHEN o.sales_day IS NOT NULL THEN CONCAT_WS('|', d.message_id, d.type, d.created_at, o.id, o.user_id,
                    CASE d.type WHEN 'order.paid' THEN 'PAID' ELSE o.status END,
                    o.items_amount, o.discount_amount, o.total_amount, COALESCE(o.issued_coupon_id || '', 'null'),
                    o.created_at, o.expires_at, o.paid_at, o.sales_day, d.type,
                    CASE d.type WHEN 'order.paid' THEN o.paid_at ELSE COALESCE(o.closed_at, 0) END) END AS facts,
                CASE WHEN l.order_id IS NOT NULL THEN
                    CONCAT_WS('|', l.product_id, l.unit_price, l.quantity, l.amount, l.name) END AS line
            FROM delivery d
            LEFT JOIN shop_order o ON o.id = d.order_id AND o.paid_at IS NOT NULL
                AND d.type IN ('order.paid', 'order.refunded')
            LEFT JOIN order_line l ON l.order_id = o.id
            WHERE d.id > :after AND d.id <= :to
            ORDER BY d.id, l.line
            """).scan(found -> compare(found, next));
    }

    /** Expects one row per order line, so an order is complete once the first row of the next one is read. */
    private static Piece compare(ResultSet rows, @Nullable Span next) throws SQLException {
        long checked = 0;
        List<String> violations = new ArrayList<>();
        boolean more = rows.next();
        while (more) {
            long id = rows.getLong(1);
            String payload = rows.getString(2);
            String facts = rows.getString(3);
            List<String> lines = new ArrayList<>();
            do {
                String line = rows.getString(4);
                if (line != null) {
                    lines.add(line);
                }
                more = rows.next();
            } while (more && rows.getLong(1) == id);
            checked++;
            // Without a paid order there is nothing to compare; other checks report that.
            if (facts != null && violations.size() < CheckSql.VIOLATIONS_MAX) {
                MessageFacts.difference(payload, facts, lines)
                        .ifPresent(found -> violations.add("delivery " + id + ": " + found));
            }
        }
        return new Piece(checked, violations, next);
    }
}
