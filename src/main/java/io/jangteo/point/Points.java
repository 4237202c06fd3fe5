package io.jangteo.point;

import static io.jangteo.point.PointRefusals.INVALID_CHARGE_AMOUNT;
import static io.jangteo.point.PointRefusals.REFERENCE_REUSED;
import static io.jangteo.point.PointRefusals.insufficientPoints;

import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.problem.Problem;
import io.jangteo.user.Users;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The users' balances. Every change is one guarded update and one entry, in one commit. */
public final class Points {
    private final Database database;
    private final Users users;
    private final PointLimits limits;

    public Points(Database database, Users users, PointLimits limits) {
        this.database = database;
        this.users = users;
        this.limits = limits;
    }

    /**
     * Adds prepaid points.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INVALID_CHARGE_AMOUNT} with the violation
     */
    public UserPoint charge(Tx tx, long userId, long amount) {
        return charge(tx, userId, amount, null);
    }

    /**
     * Adds paid points, once for each payment: a repeated payment is answered with the balance of the first charge,
     * whatever the limits are now.
     *
     * @param reference the caller's own id of the payment
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code REFERENCE_REUSED} if that payment charged
     *     another user or amount; {@code INVALID_CHARGE_AMOUNT} with the violation
     */
    public PaidCharge chargePaid(Tx tx, long userId, long amount, String reference) {
        users.require(tx.handle(), userId);
        Optional<PointSql.PaidEntry> first = PointSql.chargeOf(tx.handle(), reference);
        if (first.isEmpty()) {
            return new PaidCharge(charge(tx, userId, amount, reference), false);
        }
        PointSql.PaidEntry charged = first.get();
        if (charged.userId() != userId || charged.amount() != amount) {
            throw REFERENCE_REUSED.problem();
        }
        return new PaidCharge(new UserPoint(userId, charged.balanceAfter()), true);
    }

    /**
     * Returns the refusal of a charge: {@code INVALID_CHARGE_AMOUNT}, or {@code USER_NOT_FOUND}, which takes
     * precedence.
     */
    Problem invalidCharge(Tx tx, long userId, ChargeViolation violation) {
        users.require(tx.handle(), userId);
        return INVALID_CHARGE_AMOUNT.problem().variant(violation.name()).with("violation", violation);
    }

    /**
     * Corrects a balance, up or down.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INSUFFICIENT_POINTS} below 0;
     *     {@code INVALID_CHARGE_AMOUNT} with {@code BALANCE_LIMIT} above the user's limit
     */
    public UserPoint adjust(Tx tx, long userId, long amount, String reason) {
        return amount < 0
                ? take(tx, userId, PointKind.ADJUST, -amount, reason)
                : add(tx, userId, PointKind.ADJUST, amount, reason, limits.balanceMax());
    }

    /**
     * Takes the price of an order; 0 points if its coupon paid all of it.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INSUFFICIENT_POINTS}
     */
    public UserPoint spend(Tx tx, long userId, long amount, String reference) {
        return take(tx, userId, PointKind.SPEND, amount, reference);
    }

    /**
     * Gives back the price of an order. As the user's own money, it may raise the balance above the limit.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public UserPoint refund(Tx tx, long userId, long amount, String reference) {
        return add(tx, userId, PointKind.REFUND, amount, reference, Long.MAX_VALUE);
    }

    /**
     * Returns a user's entries, newest first.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public PointHistory history(long userId, Page page) {
        List<PointEntry> fetched = database.read(handle -> {
            users.require(handle, userId);
            return PointSql.entries(handle, userId, page);
        });
        return page.of(fetched, PointEntry::id, PointHistory::new);
    }

    /** Returns the order's payment and refund in this snapshot, oldest first. */
    public List<PointEntry> ofOrder(Handle handle, String reference) {
        return PointSql.ofOrder(handle, reference);
    }

    private UserPoint charge(Tx tx, long userId, long amount, @Nullable String reference) {
        if (amount < limits.chargeMin()) {
            throw invalidCharge(tx, userId, ChargeViolation.BELOW_MINIMUM);
        }
        if (amount > limits.chargeMax()) {
            throw invalidCharge(tx, userId, ChargeViolation.ABOVE_MAXIMUM);
        }
        return add(tx, userId, PointKind.CHARGE, amount, reference, limits.balanceMax());
    }

    private UserPoint add(
            Tx tx, long userId, PointKind kind, long amount, @Nullable String reference, long balanceMax) {
        Optional<Long> balance = PointSql.change(tx.handle(), userId, amount, balanceMax, limits.balanceMax());
        if (balance.isEmpty()) {
            throw invalidCharge(tx, userId, ChargeViolation.BALANCE_LIMIT);
        }
        PointSql.insertEntry(tx.handle(), userId, kind, amount, balance.get(), reference, tx.now());
        return new UserPoint(userId, balance.get());
    }

    /** Bounded only by the balance itself: a balance above the limit can still be spent. */
    private UserPoint take(Tx tx, long userId, PointKind kind, long amount, String reference) {
        Optional<Long> balance = PointSql.change(tx.handle(), userId, -amount, Long.MAX_VALUE, limits.balanceMax());
        if (balance.isEmpty()) {
            long held = users.require(tx.handle(), userId).point();
            throw insufficientPoints(amount, held);
        }
        PointSql.insertEntry(tx.handle(), userId, kind, -amount, balance.get(), reference, tx.now());
        return new UserPoint(userId, balance.get());
    }
}
