package io.jangteo.order;

import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The administrator's lists of orders, newest first. None reads much more than it returns, however many orders there
 * are; each says what it reads.
 */
final class OrderListSql {
    private OrderListSql() {}

    /** Reads as many as it returns. */
    static List<Long> all(Handle handle, Page page) {
        return ids(handle, "SELECT id FROM shop_order WHERE id < :before ORDER BY id DESC LIMIT :limit", page);
    }

    /**
     * Reads every pending order: no more than were placed within their time to live. The plus signs keep SQLite from
     * scanning the orders themselves, past all that are not pending.
     */
    static List<Long> pending(Handle handle, Page page) {
        return ids(handle, """
                SELECT id FROM shop_order WHERE status = 'PENDING' AND expires_at >= 0 AND +id < :before
                ORDER BY +id DESC LIMIT :limit
                """, page);
    }

    /**
     * Scans the orders past those that are not paid. That is short, because most orders are paid; if hardly any are, it
     * reads each order once at worst. A separate index would cost every payment. Does not ask for {@code status = 'PAID'}:
     * a PostgreSQL that knows nothing of the table yet takes that for rare, and a session would go on sorting all orders.
     */
    static List<Long> paid(Handle handle, Page page) {
        return ids(handle, """
                SELECT id FROM shop_order WHERE paid_at IS NOT NULL AND status <> 'REFUNDED' AND id < :before
                ORDER BY id DESC LIMIT :limit
                """, page);
    }

    /**
     * Reads as many as it returns. Repeats the schema's condition that these are closed, so that their index is used.
     */
    static List<Long> closed(Handle handle, OrderStatus status, Page page) {
        return Sql.of(handle, """
                        SELECT id FROM shop_order WHERE status = :status AND closed_at IS NOT NULL AND id < :before
                        ORDER BY id DESC LIMIT :limit
                        """, "status", status, "before", page.beforeOrLast(), "limit", page.limitPlusOne())
                .list(row -> row.getLong(1));
    }

    private static List<Long> ids(Handle handle, String query, Page page) {
        return Sql.of(handle, query, "before", page.beforeOrLast(), "limit", page.limitPlusOne())
                .list(row -> row.getLong(1));
    }
}
