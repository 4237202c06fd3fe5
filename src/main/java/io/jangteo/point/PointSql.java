package io.jangteo.point;

import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class PointSql {
    private static final Sql.RowMapper<PointEntry> ENTRY = row -> new PointEntry(
            row.getLong("id"),
            PointKind.valueOf(row.getString("kind")),
            row.getLong("amount"),
            row.getLong("balance_after"),
            row.getString("reference"),
            Sql.instant(row, "at"));

    /** The user and amount that a payment charged, and the balance after it. */
    record PaidEntry(long userId, long amount, long balanceAfter) {}

    private PointSql() {}

    /**
     * Returns the new balance; empty, and changes nothing, if there is no such user or it would leave the range from 0
     * to {@code max}. The row's own maximum is the shop's limit, or the balance if that is higher.
     */
    static Optional<Long> change(Handle handle, long userId, long amount, long max, long limit) {
        return Sql.of(handle, """
                        UPDATE shop_user SET point = point + :amount,
                            point_max = CASE WHEN point + :amount > :limit THEN point + :amount ELSE :limit END
                        WHERE id = :id AND point + :amount BETWEEN 0 AND :max
                        RETURNING point
                        """, "id", userId, "amount", amount, "limit", limit, "max", max)
                .findOne(row -> row.getLong(1));
    }

    static void insertEntry(
            Handle handle,
            long userId,
            PointKind kind,
            long amount,
            long balanceAfter,
            @Nullable String reference,
            Instant at) {
        Sql.of(handle, """
                        INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
                        VALUES (:userId, :kind, :amount, :balanceAfter, :reference, :at)
                        """, "userId", userId, "kind", kind, "amount", amount, "balanceAfter", balanceAfter)
                .with("reference", reference, "at", at)
                .update();
    }

    /** Returns the charge backed by this payment. */
    static Optional<PaidEntry> chargeOf(Handle handle, String reference) {
        return Sql.of(handle, """
                        SELECT user_id, amount, balance_after FROM point_entry
                        WHERE kind = 'CHARGE' AND reference = :reference
                        """, "reference", reference)
                .findOne(row ->
                        new PaidEntry(row.getLong("user_id"), row.getLong("amount"), row.getLong("balance_after")));
    }

    /** Returns entries, newest first. */
    static List<PointEntry> entries(Handle handle, long userId, Page page) {
        return Sql.of(handle, """
                        SELECT id, kind, amount, balance_after, reference, at FROM point_entry
                        WHERE user_id = :userId AND id < :before ORDER BY id DESC LIMIT :limit
                        """, "userId", userId, "before", page.beforeOrLast(), "limit", page.limitPlusOne())
                .list(ENTRY);
    }

    /** Returns an order's payment and refund, oldest first, but no adjustment whose reason looks like its reference. */
    static List<PointEntry> ofOrder(Handle handle, String reference) {
        return Sql.of(handle, """
                        SELECT id, kind, amount, balance_after, reference, at FROM point_entry
                        WHERE reference = :reference AND kind IN ('SPEND', 'REFUND') ORDER BY id
                        """, "reference", reference).list(ENTRY);
    }
}
