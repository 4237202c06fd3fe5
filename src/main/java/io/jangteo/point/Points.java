package io.jangteo.point;

import static io.jangteo.point.PointRefusals.INVALID_CHARGE_AMOUNT;
import static io.jangteo.point.PointRefusals.REFERENCE_REUSED;
import static io.jangteo.point.PointRefusals.insufficientPoints;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.Batch;
import io.jangteo.database.Database;
import io.jangteo.database.Outcome;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.point.PointSql.PaidEntry;
import io.jangteo.problem.Problem;
import io.jangteo.user.Users;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The users' balances. Every change is one guarded update and one entry, in one commit. */
public final class Points {
    private final Database database;
    private final Users users;
    private final Outbox outbox;
    private final PointLimits limits;
    private final Batch<Charge, PaidCharge> charges = this::chargeAll;

    public Points(Database database, Users users, Outbox outbox, PointLimits limits) {
        this.database = database;
        this.users = users;
        this.outbox = outbox;
        this.limits = limits;
    }

    /**
     * Adds prepaid points.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INVALID_CHARGE_AMOUNT} with the violation
     */
    public UserPoint charge(Tx tx, long userId, long amount) {
        return charges.one(tx, new Charge(userId, amount, null, null)).point();
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
        return charges.one(tx, new Charge(userId, amount, null, reference));
    }

    /** Returns the charges that callers ask for at once. */
    public Batch<Charge, PaidCharge> charges() {
        return charges;
    }

    /** Locks the users' balances, in the order of their ids, before anything else that the transaction changes. */
    public Accounts lock(Tx tx, Collection<Long> userIds) {
        return Accounts.lock(tx, userIds, limits.balanceMax());
    }

    /**
     * Corrects a balance, up or down.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}; {@code INSUFFICIENT_POINTS} below 0;
     *     {@code INVALID_CHARGE_AMOUNT} with {@code BALANCE_LIMIT} above the user's limit
     */
    public UserPoint adjust(Tx tx, long userId, long amount, String reason) {
        return change(tx, userId, PointKind.ADJUST, amount, reason, amount > 0 ? limits.balanceMax() : null);
    }

    /**
     * Gives points to a user of a shop that is being loaded; the balance may be above the limit, as after a refund.
     *
     * @param amount at least 1
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public UserPoint grant(Tx tx, long userId, long amount, String reason) {
        return change(tx, userId, PointKind.ADJUST, amount, reason, null);
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

    private List<Outcome<PaidCharge>> chargeAll(Tx tx, List<Charge> requests) {
        Accounts accounts = lock(tx, requests.stream().map(Charge::userId).toList());
        Map<String, PaidEntry> paid = PointSql.chargesOf(tx.handle(), references(requests));
        List<Outcome<PaidCharge>> outcomes = new ArrayList<>(requests.size());
        List<ChargeMessage> messages = new ArrayList<>(requests.size());
        for (Charge charge : requests) {
            Outcome<PaidCharge> outcome = charge(accounts, paid, charge);
            outcomes.add(outcome);
            if (!outcome.isRefused() && !outcome.get().isRepeated()) {
                messages.add(ChargeMessage.of(charge, outcome.get().point().point()));
            }
        }
        accounts.store(tx);
        outbox.add(tx, EventType.POINTS_CHARGED, messages, message -> message);
        return outcomes;
    }

    private static Set<String> references(List<Charge> requests) {
        return requests.stream()
                .map(Charge::reference)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Outcome<PaidCharge> charge(Accounts accounts, Map<String, PaidEntry> paid, Charge charge) {
        if (!accounts.has(charge.userId())) {
            return Outcome.refused(USER_NOT_FOUND.problem());
        }
        if (charge.violation() != null) {
            return Outcome.refused(invalidCharge(charge.violation()));
        }
        PaidEntry first = charge.reference() == null ? null : paid.get(charge.reference());
        if (first != null) {
            boolean isSame = first.userId() == charge.userId() && first.amount() == charge.amount();
            return isSame
                    ? Outcome.of(new PaidCharge(new UserPoint(first.userId(), first.balanceAfter()), true))
                    : Outcome.refused(REFERENCE_REUSED.problem());
        }
        ChargeViolation violation = violation(charge.amount(), accounts.balance(charge.userId()));
        if (violation != null) {
            return Outcome.refused(invalidCharge(violation));
        }
        long after = accounts.change(charge.userId(), PointKind.CHARGE, charge.amount(), charge.reference());
        if (charge.reference() != null) {
            paid.put(charge.reference(), new PaidEntry(charge.userId(), charge.amount(), after));
        }
        return Outcome.of(new PaidCharge(new UserPoint(charge.userId(), after), false));
    }

    private @Nullable ChargeViolation violation(long amount, long balance) {
        if (amount < limits.chargeMin()) {
            return ChargeViolation.BELOW_MINIMUM;
        }
        if (amount > limits.chargeMax()) {
            return ChargeViolation.ABOVE_MAXIMUM;
        }
        return amount > limits.balanceMax() - balance ? ChargeViolation.BALANCE_LIMIT : null;
    }

    private static Problem invalidCharge(ChargeViolation violation) {
        return INVALID_CHARGE_AMOUNT.problem().variant(violation.name()).with("violation", violation);
    }

    /** Changes one balance, and nothing else of that user later in this transaction. */
    private UserPoint change(
            Tx tx, long userId, PointKind kind, long amount, String reference, @Nullable Long balanceMax) {
        Accounts accounts = lock(tx, List.of(userId));
        if (!accounts.has(userId)) {
            throw USER_NOT_FOUND.problem();
        }
        long held = accounts.balance(userId);
        if (amount < -held) {
            throw insufficientPoints(-amount, held);
        }
        if (balanceMax != null && amount > balanceMax - held) {
            throw invalidCharge(ChargeViolation.BALANCE_LIMIT);
        }
        long after = accounts.change(userId, kind, amount, reference);
        accounts.store(tx);
        return new UserPoint(userId, after);
    }
}
