package io.jangteo.point;

import static io.jangteo.point.PointRefusals.REFERENCE_REUSED;
import static io.jangteo.point.PointRefusals.insufficientPoints;
import static io.jangteo.point.PointRefusals.invalidChargeAmount;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.user.Users;
import java.math.BigInteger;
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
     * Adds prepaid points, given as whatever the caller sent as the amount.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INVALID_CHARGE_AMOUNT} with what is wrong
     */
    public UserPoint charge(Tx tx, long userId, @Nullable JsonNode amount) {
        return charge(tx, userId, amount, null);
    }

    /**
     * Adds points that were paid for, once for each payment: the same payment again is answered with the balance that
     * there was then, whatever the limits are by now.
     *
     * @param amount whatever the caller sent as the amount
     * @param reference the caller's own id of the payment
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code REFERENCE_REUSED} if that payment charged another
     *     user or amount; {@code INVALID_CHARGE_AMOUNT} with what is wrong
     */
    public PaidCharge chargePaid(Tx tx, long userId, @Nullable JsonNode amount, String reference) {
        users.require(tx.handle(), userId);
        Optional<PointSql.PaidEntry> first = PointSql.chargeOf(tx.handle(), reference);
        if (first.isEmpty() || !isWholeNumber(amount)) {
            return new PaidCharge(charge(tx, userId, amount, reference), false);
        }
        PointSql.PaidEntry charged = first.get();
        boolean isSame =
                charged.userId() == userId && amount.bigIntegerValue().equals(BigInteger.valueOf(charged.amount()));
        if (!isSame) {
            throw REFERENCE_REUSED.problem();
        }
        return new PaidCharge(new UserPoint(userId, charged.balanceAfter()), true);
    }

    /**
     * Adds prepaid points.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INVALID_CHARGE_AMOUNT} with what is wrong
     */
    public UserPoint charge(Tx tx, long userId, long amount) {
        Optional<ChargeViolation> violation = violation(BigInteger.valueOf(amount));
        if (violation.isPresent()) {
            users.require(tx.handle(), userId);
            throw invalidChargeAmount(violation.get());
        }
        return add(tx, userId, PointKind.CHARGE, amount, null, limits.balanceMax());
    }

    /**
     * Corrects a balance, up or down.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INSUFFICIENT_POINTS} below 0;
     *     {@code INVALID_CHARGE_AMOUNT} with {@code BALANCE_LIMIT} above what a user may hold
     */
    public UserPoint adjust(Tx tx, long userId, long amount, String reason) {
        return amount < 0
                ? take(tx, userId, PointKind.ADJUST, -amount, reason)
                : add(tx, userId, PointKind.ADJUST, amount, reason, limits.balanceMax());
    }

    /**
     * Takes the price of an order; 0 points for an order that its coupon paid in full.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INSUFFICIENT_POINTS}
     */
    public UserPoint spend(Tx tx, long userId, long amount, String reference) {
        return take(tx, userId, PointKind.SPEND, amount, reference);
    }

    /**
     * Gives the price of an order back. It is the user's own money and always fits, also above what a user may hold.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public UserPoint refund(Tx tx, long userId, long amount, String reference) {
        return add(tx, userId, PointKind.REFUND, amount, reference, Long.MAX_VALUE);
    }

    /**
     * A user's entries with ids below {@code before}, newest first.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public List<PointEntry> history(long userId, long before, int limit) {
        return database.read(handle -> {
            users.require(handle, userId);
            return PointSql.entries(handle, userId, before, limit);
        });
    }

    /** The payment and the refund that name this order, as the snapshot sees them, oldest first. */
    public List<PointEntry> ofOrder(Handle handle, String reference) {
        return PointSql.ofOrder(handle, reference);
    }

    private UserPoint charge(Tx tx, long userId, @Nullable JsonNode amount, @Nullable String reference) {
        Optional<ChargeViolation> violation = violation(amount);
        if (violation.isPresent()) {
            users.require(tx.handle(), userId);
            throw invalidChargeAmount(violation.get());
        }
        return add(tx, userId, PointKind.CHARGE, amount.longValue(), reference, limits.balanceMax());
    }

    private UserPoint add(
            Tx tx, long userId, PointKind kind, long amount, @Nullable String reference, long balanceMax) {
        Optional<Long> balance = PointSql.change(tx.handle(), userId, amount, balanceMax, limits.balanceMax());
        if (balance.isEmpty()) {
            users.require(tx.handle(), userId);
            throw invalidChargeAmount(ChargeViolation.BALANCE_LIMIT);
        }
        PointSql.insertEntry(tx.handle(), userId, kind, amount, balance.get(), reference, tx.now());
        return new UserPoint(userId, balance.get());
    }

    /** Bounded by what is held alone: a balance above the limit can still be spent. */
    private UserPoint take(Tx tx, long userId, PointKind kind, long amount, String reference) {
        Optional<Long> balance = PointSql.change(tx.handle(), userId, -amount, Long.MAX_VALUE, limits.balanceMax());
        if (balance.isEmpty()) {
            long held = users.require(tx.handle(), userId).point();
            throw insufficientPoints(amount, held);
        }
        PointSql.insertEntry(tx.handle(), userId, kind, -amount, balance.get(), reference, tx.now());
        return new UserPoint(userId, balance.get());
    }

    private Optional<ChargeViolation> violation(@Nullable JsonNode amount) {
        if (amount == null || amount.isNull() || amount.isMissingNode()) {
            return Optional.of(ChargeViolation.MISSING);
        }
        return isWholeNumber(amount)
                ? violation(amount.bigIntegerValue())
                : Optional.of(ChargeViolation.NOT_A_WHOLE_NUMBER);
    }

    private static boolean isWholeNumber(@Nullable JsonNode amount) {
        return amount != null && amount.isIntegralNumber();
    }

    private Optional<ChargeViolation> violation(BigInteger amount) {
        if (amount.compareTo(BigInteger.valueOf(limits.chargeMin())) < 0) {
            return Optional.of(ChargeViolation.BELOW_MINIMUM);
        }
        if (amount.compareTo(BigInteger.valueOf(limits.chargeMax())) > 0) {
            return Optional.of(ChargeViolation.ABOVE_MAXIMUM);
        }
        return Optional.empty();
    }
}
