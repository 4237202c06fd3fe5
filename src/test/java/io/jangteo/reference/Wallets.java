package io.jangteo.reference;

import static io.jangteo.reference.ExpectedReply.members;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.reference.Matching.Around;
import io.jangteo.reference.Matching.Free;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Users, their points, and the entries that tell how these came about. */
final class Wallets {
    static final long CHARGE_MIN = 1_000;
    static final long CHARGE_MAX = 1_000_000;
    static final long BALANCE_MAX = 1_000_000;

    private final ReferenceClock clock;
    private final TreeMap<Long, Wallet> wallets = new TreeMap<>();
    private final TreeMap<String, Payment> payments = new TreeMap<>();

    Wallets(ReferenceClock clock) {
        this.clock = clock;
    }

    static final class Wallet {
        final long id;
        final String name;
        final List<Entry> entries = new ArrayList<>();
        long balance;

        Wallet(long id, String name) {
            this.id = id;
            this.name = name;
        }

        Map<String, Object> shopUser() {
            return members("id", id, "name", name, "point", balance);
        }

        Map<String, Object> user() {
            return members("id", id, "name", name, "point", balance, "reference", null);
        }

        Map<String, Object> point() {
            return members("id", id, "point", balance);
        }
    }

    /** A payment that was charged, and what was answered. */
    record Payment(String reference, long userId, long amount, ExpectedReply answer) {}

    record Entry(String kind, long amount, long balanceAfter, String reference, Around at) {
        Map<String, Object> shown() {
            return members(
                    "id",
                    Free.ID,
                    "kind",
                    kind,
                    "amount",
                    amount,
                    "balanceAfter",
                    balanceAfter,
                    "reference",
                    reference,
                    "at",
                    at);
        }
    }

    ExpectedReply create(String name, Told told) {
        Wallet wallet = new Wallet(told.newAmong(wallets), name);
        wallets.put(wallet.id, wallet);
        return ExpectedReply.created(wallet.user());
    }

    ExpectedReply get(long userId) {
        return ExpectedReply.ok(require(userId).shopUser());
    }

    ExpectedReply list() {
        return ExpectedReply.ok(
                members("users", wallets.values().stream().map(Wallet::user).toList(), "nextCursor", null));
    }

    ExpectedReply history(long userId, int limit) {
        List<Entry> entries = require(userId).entries;
        return ExpectedReply.ok(Listing.newestFirst("entries", entries, Entry::shown, limit));
    }

    ExpectedReply charge(long userId, JsonNode amount) {
        return charge(userId, amount, null);
    }

    /** Once for each payment; the same one again is answered as it was first. */
    Expected chargePaid(long userId, JsonNode amount, String reference) {
        require(userId);
        Payment first = payments.get(reference);
        if (first == null || !amount.isIntegralNumber()) {
            ExpectedReply answer = charge(userId, amount, reference);
            payments.put(reference, new Payment(reference, userId, amount.longValue(), answer));
            return answer;
        }
        boolean isSame = first.userId == userId && amount.bigIntegerValue().equals(BigInteger.valueOf(first.amount));
        if (!isSame) {
            throw ExpectedReply.refused(409, "REFERENCE_REUSED").thrown();
        }
        return new GivenBefore(first.answer);
    }

    private ExpectedReply charge(long userId, JsonNode amount, String reference) {
        Wallet wallet = require(userId);
        if (amount.isMissingNode() || amount.isNull()) {
            throw invalidCharge("MISSING");
        }
        if (!amount.isIntegralNumber()) {
            throw invalidCharge("NOT_A_WHOLE_NUMBER");
        }
        if (amount.bigIntegerValue().compareTo(BigInteger.valueOf(CHARGE_MIN)) < 0) {
            throw invalidCharge("BELOW_MINIMUM");
        }
        if (amount.bigIntegerValue().compareTo(BigInteger.valueOf(CHARGE_MAX)) > 0) {
            throw invalidCharge("ABOVE_MAXIMUM");
        }
        giveWithin(wallet, "CHARGE", amount.longValue(), reference);
        return ExpectedReply.ok(wallet.point());
    }

    ExpectedReply adjust(long userId, long amount, String reason) {
        Wallet wallet = require(userId);
        if (amount < 0) {
            take(wallet, "ADJUST", -amount, reason);
        } else {
            giveWithin(wallet, "ADJUST", amount, reason);
        }
        return ExpectedReply.ok(wallet.point());
    }

    void spend(long userId, long amount, String reference) {
        take(require(userId), "SPEND", amount, reference);
    }

    /** Whether the balance is above the limit then, which the user's own money may be. */
    boolean refund(long userId, long amount, String reference) {
        Wallet wallet = require(userId);
        change(wallet, "REFUND", amount, reference);
        return wallet.balance > BALANCE_MAX;
    }

    Wallet require(long userId) {
        Wallet wallet = wallets.get(userId);
        if (wallet == null) {
            throw ExpectedReply.refused(400, "USER_NOT_FOUND").thrown();
        }
        return wallet;
    }

    List<Payment> payments() {
        return new ArrayList<>(payments.values());
    }

    List<Wallet> all() {
        return new ArrayList<>(wallets.values());
    }

    private void giveWithin(Wallet wallet, String kind, long amount, String reference) {
        if (wallet.balance + amount > BALANCE_MAX) {
            throw invalidCharge("BALANCE_LIMIT");
        }
        change(wallet, kind, amount, reference);
    }

    private void take(Wallet wallet, String kind, long amount, String reference) {
        if (wallet.balance < amount) {
            throw ExpectedReply.refused(409, "INSUFFICIENT_POINTS", "required", amount, "balance", wallet.balance)
                    .thrown();
        }
        change(wallet, kind, -amount, reference);
    }

    private void change(Wallet wallet, String kind, long amount, String reference) {
        wallet.balance += amount;
        wallet.entries.add(new Entry(kind, amount, wallet.balance, reference, clock.around()));
    }

    private static ExpectedReply.Refused invalidCharge(String violation) {
        return ExpectedReply.refused(400, "INVALID_CHARGE_AMOUNT", "violation", violation)
                .thrown();
    }
}
