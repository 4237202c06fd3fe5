package io.jangteo.torture;

import io.jangteo.jar.ShopClient;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * One who charges, takes coupons, orders, pays, cancels and has orders refunded, at random and one call after the other,
 * each under a key; and knows after each answer what the shop must hold of them, to the last entry. Only one call can be
 * unknown at a time: after it the customer waits to be told.
 */
final class Customer {
    private static final long[] CHARGES = {1_000, 2_000, 5_000, 20_000, 500, 2_000_000};
    private static final int LINES_MAX = 3;
    private static final int QUANTITY_MAX = 3;

    private final long userId;
    private final Offers offers;
    private final Random random;
    private final List<Sent> acknowledged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Long, String> orders = new TreeMap<>();
    private final Set<Long> paid = new LinkedHashSet<>();
    private final Set<Long> coupons = new LinkedHashSet<>();
    private Sent open;
    private int calls;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    /** What there is to be had: products, the last of which is scarce, and coupons, fewer than customers. */
    record Offers(List<Long> products, List<Long> coupons) {}

    /** What a check came to: calls that had happened although nobody was told, and those that had not. */
    record Settled(int happened, int notHappened) {
        static final Settled NOTHING = new Settled(0, 0);

        Settled plus(Settled other) {
            return new Settled(happened + other.happened, notHappened + other.notHappened);
        }
    }

    Customer(long userId, Offers offers, Random random) {
        this.userId = userId;
        this.offers = offers;
        this.random = random;
    }

    /** Shops on until told to stop, or until a call's end is unknown. Who is turned away asks again under the same key. */
    void shop(ShopClient shop, BooleanSupplier goesOn, Runnable afterEachAnswer) {
        while (goesOn.getAsBoolean() && (open == null || open.isTurnedAway())) {
            if (open == null) {
                open = next();
                calls++;
            }
            open.send(shop);
            noteFault(open);
            if (open.isUnknown()) {
                return;
            }
            if (open.isAcknowledged()) {
                acknowledge(open);
                open = null;
            } else {
                refusals.merge(open.json().path("code").asText(), 1, Integer::sum);
                open = open.isTurnedAway() ? open : null;
            }
            afterEachAnswer.run();
        }
    }

    /** One charge and nothing else; the shop must be able to serve it. */
    Sent chargeOnce(ShopClient shop) {
        Sent sent = charge(CHARGES[0]);
        succeed(shop, sent);
        return sent;
    }

    /** One order that is paid and nothing else; the shop must be able to serve it. */
    void payOnce(ShopClient shop) {
        chargeOnce(shop);
        Map<String, ?> body = Map.of(
                "userId",
                userId,
                "items",
                List.of(Map.of("productId", offers.products().get(0), "quantity", 1)));
        succeed(shop, new Sent(Errand.ORDER, key(), "/api/v1/orders", body));
        succeed(shop, pay());
    }

    /**
     * Holds the shop to its word: what was acknowledged is there and nothing else; the call whose end is unknown is
     * settled by its key and has happened once or not at all; each key gives the first reply again, byte for byte.
     */
    Settled settle(ShopClient shop) {
        Account before = Account.read(shop, userId);
        Account told = Account.after(acknowledged);
        Settled settled = Settled.NOTHING;
        if (open == null) {
            require(told, before, "after the last answer");
        } else {
            boolean mayHaveHappened = open.isUnknown();
            open.send(shop);
            noteFault(open);
            if (open.isUnknown()) {
                faults.add("is not settled by its key: " + open);
                return settled;
            }
            boolean happened = open.isAcknowledged() && open.answer().isReplayed();
            if (happened && !mayHaveHappened) {
                faults.add("was turned away and has happened: " + open);
            }
            if (open.isAcknowledged()) {
                acknowledge(open);
            }
            require(happened ? Account.after(acknowledged) : told, before, "before its key was sent again: " + open);
            settled = happened ? new Settled(1, 0) : new Settled(0, 1);
            open = null;
        }
        acknowledged.forEach(sent -> repeat(shop, sent));
        require(Account.after(acknowledged), Account.read(shop, userId), "after every key was sent again");
        return settled;
    }

    /** The same without any writing, once nothing is unknown. */
    void look(ShopClient shop) {
        require(Account.after(acknowledged), Account.read(shop, userId), "at the end");
    }

    /** The number of acknowledged calls so far, for {@link #isSnapshot}. */
    int acknowledgedCalls() {
        synchronized (acknowledged) {
            return acknowledged.size();
        }
    }

    /** Whether this shop holds the customer as after some number of calls that is not below the given one. */
    boolean isSnapshot(ShopClient shop, int callsAtLeast) {
        Account seen = Account.read(shop, userId);
        for (int count = acknowledged.size(); count >= callsAtLeast; count--) {
            if (Account.after(acknowledged.subList(0, count)).equals(seen)) {
                return true;
            }
        }
        return false;
    }

    long userId() {
        return userId;
    }

    List<String> faults() {
        return faults;
    }

    List<Sent> acknowledged() {
        return acknowledged;
    }

    /** Orders that were paid, whatever became of them. */
    Set<Long> paid() {
        return paid;
    }

    /** The last call, if it was sent and nobody knows what became of it. */
    Optional<Sent> unknown() {
        return Optional.ofNullable(open).filter(Sent::isUnknown);
    }

    /** How often each code was answered so far. */
    Map<String, Integer> refusals() {
        return refusals;
    }

    private void succeed(ShopClient shop, Sent sent) {
        calls++;
        sent.send(shop);
        if (!sent.isAcknowledged()) {
            throw new AssertionError("was not served: " + sent);
        }
        acknowledge(sent);
    }

    private void repeat(ShopClient shop, Sent sent) {
        Response again = sent.repeat(shop);
        Response first = sent.answer();
        if (again.status() != first.status() || !again.text().equals(first.text()) || !again.isReplayed()) {
            faults.add("answers otherwise than first: " + sent + " now " + again);
        }
    }

    private void require(Account expected, Account seen, String when) {
        if (!expected.equals(seen)) {
            faults.add("user " + userId + " " + when + ": expected " + expected + " but the shop has " + seen);
        }
    }

    private void noteFault(Sent sent) {
        if (!sent.fault().isEmpty()) {
            faults.add(sent.fault());
        }
    }

    private void acknowledge(Sent sent) {
        synchronized (acknowledged) {
            acknowledged.add(sent);
        }
        long id = sent.json().get("id").asLong();
        switch (sent.errand()) {
            case CHARGE -> {}
            case ISSUE -> coupons.add(id);
            case ORDER -> orders.put(id, "PENDING");
            case PAY -> {
                orders.put(id, "PAID");
                paid.add(id);
            }
            case CANCEL, REFUND -> orders.remove(id);
        }
    }

    private Sent next() {
        int choice = random.nextInt(100);
        Sent sent = choice < 20 ? pay() : choice < 32 ? cancel() : choice < 55 ? order() : choice < 68 ? issue() : null;
        return sent == null ? charge(CHARGES[random.nextInt(CHARGES.length)]) : sent;
    }

    private Sent charge(long amount) {
        return new Sent(Errand.CHARGE, key(), "/api/v1/users/" + userId + "/points/charge", Map.of("amount", amount));
    }

    private Sent issue() {
        long coupon = offers.coupons().get(random.nextInt(offers.coupons().size()));
        return new Sent(Errand.ISSUE, key(), "/api/v1/coupons/" + coupon + "/issue", Map.of("userId", userId));
    }

    private Sent order() {
        List<Map<String, Long>> items = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(LINES_MAX); i++) {
            items.add(Map.of(
                    "productId",
                    offers.products().get(random.nextInt(offers.products().size())),
                    "quantity",
                    1L + random.nextInt(QUANTITY_MAX)));
        }
        Map<String, Object> body = new HashMap<>(Map.of("userId", userId, "items", items));
        if (!coupons.isEmpty() && random.nextBoolean()) {
            body.put("issuedCouponId", List.copyOf(coupons).get(random.nextInt(coupons.size())));
        }
        return new Sent(Errand.ORDER, key(), "/api/v1/orders", body);
    }

    /** A key for each order: it was refused for too few points, perhaps, and pays once there are some. */
    private Sent pay() {
        Long order = anOrder(false);
        return order == null
                ? null
                : new Sent(
                        Errand.PAY, "pay-" + order, "/api/v1/orders/" + order + "/payment", Map.of("userId", userId));
    }

    private Sent cancel() {
        boolean refund = random.nextBoolean();
        Long order = anOrder(refund);
        Errand errand = refund ? Errand.REFUND : Errand.CANCEL;
        return order == null
                ? null
                : new Sent(errand, key(), "/api/v1/orders/" + order + "/cancel", Map.of("userId", userId));
    }

    /** One of this customer's orders that wait for their payment, or that are paid. */
    private Long anOrder(boolean whichIsPaid) {
        List<Long> some = orders.entrySet().stream()
                .filter(order -> order.getValue().equals("PAID") == whichIsPaid)
                .map(Map.Entry::getKey)
                .toList();
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }

    private String key() {
        return "user-%d-call-%d".formatted(userId, calls);
    }
}
