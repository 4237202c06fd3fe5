package io.jangteo.point;

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
        Optional<ChargeViolation> violation = violation(amount);
        if (violation.isPresent()) {
            users.require(tx.handle(), userId);
            throw invalidChargeAmount(violation.get());
        }
        return charge(tx, userId, amount.longValue());
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
        return add(tx, userId, PointKind.CHARGE, amount, null);
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
                : add(tx, userId, PointKind.ADJUST, amount, reason);
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
     * Gives the price of an order back.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INVALID_CHARGE_AMOUNT} with
     *     {@code BALANCE_LIMIT} if the user would hold more than is allowed
     */
    public UserPoint refund(Tx tx, long userId, long amount, String reference) {
        return add(tx, userId, PointKind.REFUND, amount, reference);
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

    private UserPoint add(Tx tx, long userId, PointKind kind, long amount, @Nullable String reference) {
        Optional<Long> balance = PointSql.change(tx.handle(), userId, amount, limits.balanceMax());
        if (balance.isEmpty()) {
            users.require(tx.handle(), userId);
            throw invalidChargeAmount(ChargeViolation.BALANCE_LIMIT);
        }
        PointSql.insertEntry(tx.handle(), userId, kind, amount, balance.get(), reference, tx.now());
        return new UserPoint(userId, balance.get());
    }

    /** Bounded by what is held alone: a balance above a limit that was lowered later can still be spent. */
    private UserPoint take(Tx tx, long userId, PointKind kind, long amount, String reference) {
        Optional<Long> balance = PointSql.change(tx.handle(), userId, -amount, Long.MAX_VALUE);
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
        return amount.isIntegralNumber()
                ? violation(amount.bigIntegerValue())
                : Optional.of(ChargeViolation.NOT_A_WHOLE_NUMBER);
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
