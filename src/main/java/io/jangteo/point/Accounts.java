package io.jangteo.point;

import static io.jangteo.point.PointRefusals.insufficientPoints;

import io.jangteo.database.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The balances of some users, locked until the transaction ends: changes are decided here, in memory, and then stored
 * together. A user who does not exist has no balance.
 */
public final class Accounts {
    private final long limit;
    private final Map<Long, Long> stored;
    private final Map<Long, Long> balances;
    private final List<NewEntry> entries = new ArrayList<>(1);

    /** An entry to be stored, after all earlier ones of this list. */
    record NewEntry(
            long userId,
            PointKind kind,
            long amount,
            long balanceAfter,
            @Nullable String reference) {}

    private Accounts(Map<Long, Long> stored, long limit) {
        this.stored = stored;
        this.limit = limit;
        this.balances = new HashMap<>(stored);
    }

    /** @param limit the most points a user may hold, unless a refund goes beyond it */
    static Accounts lock(Tx tx, Collection<Long> userIds, long limit) {
        return new Accounts(PointSql.lock(tx.handle(), userIds), limit);
    }

    /** Returns whether there is such a user. */
    public boolean has(long userId) {
        return stored.containsKey(userId);
    }

    /** Returns the user's balance, with all changes so far. */
    public long balance(long userId) {
        return Objects.requireNonNull(balances.get(userId));
    }

    /**
     * Takes the price of an order; 0 points if its coupon paid all of it.
     *
     * @throws io.jangteo.problem.Problem {@code INSUFFICIENT_POINTS}
     */
    public void spend(long userId, long amount, String reference) {
        if (amount > balance(userId)) {
            throw insufficientPoints(amount, balance(userId));
        }
        change(userId, PointKind.SPEND, -amount, reference);
    }

    /** Gives back the price of an order. As the user's own money, it may raise the balance above the limit. */
    public void refund(long userId, long amount, String reference) {
        change(userId, PointKind.REFUND, amount, reference);
    }

    /** Returns the user's balance after the change, which must not go below 0. */
    long change(long userId, PointKind kind, long amount, @Nullable String reference) {
        long after = Math.addExact(balance(userId), amount);
        balances.put(userId, after);
        entries.add(new NewEntry(userId, kind, amount, after, reference));
        return after;
    }

    /** Stores the changes, at the transaction's time. */
    public void store(Tx tx) {
        if (!entries.isEmpty()) {
            PointSql.store(tx.handle(), changed(), entries, tx.now());
            entries.clear();
            stored.putAll(balances);
        }
    }

    /** The balances that differ, or that at least have entries. */
    private List<Change> changed() {
        SortedSet<Long> users = new TreeSet<>();
        entries.forEach(entry -> users.add(entry.userId()));
        List<Change> changes = new ArrayList<>(users.size());
        for (long id : users) {
            long after = balance(id);
            changes.add(new Change(id, Objects.requireNonNull(stored.get(id)), after, Math.max(limit, after)));
        }
        return changes;
    }

    /**
     * A new balance.
     *
     * @param before the balance that the row must still have
     * @param max the row's own limit: the shop's, or the balance if that is higher
     */
    record Change(long userId, long before, long after, long max) {}
}
