package io.jangteo.order;

import io.jangteo.database.SortedPage;
import io.jangteo.database.Sql;
import io.jangteo.schedule.BusinessDays;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The administrator's lists of orders, newest first. None reads much more than it returns, however many orders there
 * are; each says what it reads. Counted, it reads the same, up to the page's limit.
 */
final class OrderListSql {
    /** What to read of a list: the ids of its orders, or their number. */
    enum Form {
        IDS("%s"),
        COUNT("SELECT count(*) FROM (%s) AS counted");

        private final String text;

        Form(String text) {
            this.text = text;
        }

        private String of(String list) {
            return text.formatted(list);
        }
    }

    private OrderListSql() {}

    /** Reads as many entries of an index as there are such orders. */
    static long countPending(Handle handle, Instant at) {
        return Sql.of(handle, "SELECT count(*) FROM shop_order WHERE status = 'PENDING' AND expires_at > :at", "at", at)
                .one(row -> row.getLong(1));
    }

    /** Reads as many as it returns. */
    static Sql all(Handle handle, Form form, SortedPage page) {
        return list(handle, form, "SELECT id FROM shop_order WHERE id < :before ORDER BY id DESC LIMIT :limit", page);
    }

    /**
     * Reads every pending order: no more than were placed within their time to live. The plus signs keep SQLite from
     * scanning the orders themselves, past all that are not pending.
     */
    static Sql pending(Handle handle, Form form, SortedPage page) {
        return list(handle, form, """
                SELECT id FROM shop_order WHERE status = 'PENDING' AND expires_at >= 0 AND +id < :before
                ORDER BY +id DESC LIMIT :limit
                """, page);
    }

    /**
     * Scans the orders past those that are not paid. That is short, because most orders are paid; if hardly any are, it
     * reads each order once at worst. A separate index would cost every payment. Does not ask for {@code status =
     * 'PAID'}: a PostgreSQL that knows nothing of the table yet takes that for rare, and a session would go on sorting
     * all orders.
     */
    static Sql paid(Handle handle, Form form, SortedPage page) {
        return list(handle, form, """
                SELECT id FROM shop_order WHERE paid_at IS NOT NULL AND status <> 'REFUNDED' AND id < :before
                ORDER BY id DESC LIMIT :limit
                """, page);
    }

    /**
     * Reads as many as it returns. Repeats the schema's condition that these are closed, so that their index is used.
     */
    static Sql closed(Handle handle, Form form, OrderStatus status, SortedPage page) {
        return list(handle, form, """
                SELECT id FROM shop_order WHERE status = :status AND closed_at IS NOT NULL AND id < :before
                ORDER BY id DESC LIMIT :limit
                """, page).with("status", status);
    }

    /**
     * Reads that user's orders, down to the last one that it returns. The plus sign keeps it from reading those days.
     */
    static Sql ofUser(Handle handle, Form form, long userId, OrderFilter filter, BusinessDays days, SortedPage page) {
        return list(handle, form, """
                SELECT id FROM shop_order
                WHERE user_id = :userId AND id < :before AND +created_at >= :from AND +created_at < :until
                    AND :statuses LIKE '%,' || status || ',%'
                ORDER BY id DESC LIMIT :limit
                """, page)
                .with("userId", userId, "statuses", filter.statusText())
                .with("from", filter.fromMillis(days), "until", filter.untilMillis(days));
    }

    /** Reads what was placed on those days, down to the last one that it returns. */
    static Sql byPlacing(Handle handle, Form form, OrderFilter filter, BusinessDays days, SortedPage page) {
        return Sql.of(handle, form.of("""
                        SELECT id FROM shop_order
                        WHERE created_at >= :from AND (created_at, id) < (:placed, :before)
                            AND :statuses LIKE '%,' || status || ',%'
                        ORDER BY created_at DESC, id DESC LIMIT :limit
                        """), "from", filter.fromMillis(days), "statuses", filter.statusText())
                .with("placed", page.numberOr(filter.untilMillis(days)), "before", page.idOr(0))
                .with("limit", page.limitPlusOne());
    }

    /** Reads all orders of those users. */
    static Sql found(
            Handle handle,
            Form form,
            List<Long> userIds,
            long orderId,
            OrderFilter filter,
            BusinessDays days,
            SortedPage page) {
        return list(handle, form, """
                SELECT id FROM (
                    SELECT id, status, created_at FROM shop_order WHERE user_id = ANY(:userIds)
                    UNION SELECT id, status, created_at FROM shop_order WHERE id = :orderId) AS found
                WHERE +id < :before AND +created_at >= :from AND +created_at < :until
                    AND :statuses LIKE '%,' || status || ',%'
                ORDER BY +id DESC LIMIT :limit
                """, page)
                .with("userIds", Sql.ids(userIds), "orderId", orderId)
                .with("from", filter.fromMillis(days), "until", filter.untilMillis(days))
                .with("statuses", filter.statusText());
    }

    /**
     * Reads orders and their users, down to the last one that it returns. For names that thousands have: it reads every
     * order if hardly any is theirs.
     */
    static Sql walked(Handle handle, OrderFilter filter, BusinessDays days, SortedPage page) {
        return list(handle, Form.IDS, """
                SELECT id FROM shop_order o
                WHERE id < :before AND CASE
                    WHEN created_at >= :from AND created_at < :until
                        AND :statuses LIKE '%,' || status || ',%'
                        AND (id = :orderId OR (SELECT lower(name) LIKE :part ESCAPE '!'
                            FROM shop_user u WHERE u.id = o.user_id))
                    THEN 1 ELSE 0 END <> 0
                ORDER BY id DESC LIMIT :limit
                """, page)
                .with(
                        "part",
                        filter.search().pattern(),
                        "orderId",
                        filter.search().id())
                .with("from", filter.fromMillis(days), "until", filter.untilMillis(days))
                .with("statuses", filter.statusText());
    }

    private static Sql list(Handle handle, Form form, String list, SortedPage page) {
        return Sql.of(handle, form.of(list), "before", page.idOr(Long.MAX_VALUE), "limit", page.limitPlusOne());
    }
}
