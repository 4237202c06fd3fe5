package io.jangteo.point;

import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Rows;
import io.jangteo.database.Sql;
import io.jangteo.point.Accounts.Change;
import io.jangteo.point.Accounts.NewEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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

    /** Returns the balances of those of the users that exist, and locks them in the order of their ids. */
    static Map<Long, Long> lock(Handle handle, Collection<Long> userIds) {
        Map<Long, Long> balances = new HashMap<>();
        if (userIds.size() == 1) {
            long id = userIds.iterator().next();
            Sql.of(handle, "SELECT point FROM shop_user WHERE id = :id FOR NO KEY UPDATE", "id", id)
                    .findOne(row -> balances.put(id, row.getLong(1)));
        } else {
            Sql.of(handle, "SELECT id, point FROM shop_user WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE")
                    .with("ids", Sql.ids(userIds))
                    .list(row -> balances.put(row.getLong(1), row.getLong(2)));
        }
        return balances;
    }

    /**
     * Stores balances and entries, the entries in their order.
     *
     * @throws IllegalStateException if a balance is not as it was when it was locked
     */
    static void store(Handle handle, List<Change> changes, List<NewEntry> entries, Instant at) {
        long stored;
        if (Engine.of(handle) == Engine.POSTGRES) {
            stored = storeTogether(handle, changes, entries, at);
        } else {
            stored =
                    changes.stream().mapToLong(change -> update(handle, change)).sum();
            Rows.insert(
                    handle,
                    "INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)",
                    entries,
                    entry -> Rows.row(
                            entry.userId(), entry.kind(), entry.amount(), entry.balanceAfter(), entry.reference(), at));
        }
        if (stored != changes.size()) {
            throw new IllegalStateException("A locked balance has changed");
        }
    }

    private static int update(Handle handle, Change change) {
        return Sql.of(handle, """
                        UPDATE shop_user SET point = :after, point_max = :max WHERE id = :id AND point = :before
                        """, "id", change.userId(), "before", change.before())
                .with("after", change.after(), "max", change.max())
                .update();
    }

    private static long storeTogether(Handle handle, List<Change> changes, List<NewEntry> entries, Instant at) {
        return Sql.of(handle, """
                        WITH changed AS (
                            UPDATE shop_user u SET point = c.after, point_max = c.max
                            FROM unnest(:ids, :befores, :afters, :maxima) AS c (id, before, after, max)
                            WHERE u.id = c.id AND u.point = c.before
                            RETURNING 1),
                        added AS (
                            INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
                            SELECT user_id, kind, amount, balance_after, reference, :at
                            FROM unnest(:users, :kinds, :amounts, :balances, :references) WITH ORDINALITY
                                AS e (user_id, kind, amount, balance_after, reference, place)
                            ORDER BY place)
                        SELECT COUNT(*) FROM changed
                        """)
                .with("ids", Sql.longs(changes, Change::userId), "befores", Sql.longs(changes, Change::before))
                .with("afters", Sql.longs(changes, Change::after), "maxima", Sql.longs(changes, Change::max))
                .with("users", Sql.longs(entries, NewEntry::userId), "amounts", Sql.longs(entries, NewEntry::amount))
                .with("balances", Sql.longs(entries, NewEntry::balanceAfter))
                .with(
                        "kinds",
                        Sql.texts(entries, NewEntry::kind),
                        "references",
                        Sql.texts(entries, NewEntry::reference))
                .with("at", at)
                .one(row -> row.getLong(1));
    }

    /** Returns the charges backed by these payments, by reference. */
    static Map<String, PaidEntry> chargesOf(Handle handle, Collection<String> references) {
        Map<String, PaidEntry> charges = new HashMap<>();
        // Few are asked for at once: payments come one by one.
        references.forEach(
                reference -> chargeOf(handle, reference).ifPresent(charge -> charges.put(reference, charge)));
        return charges;
    }

    /** Returns the charge backed by this payment. */
    private static Optional<PaidEntry> chargeOf(Handle handle, String reference) {
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
