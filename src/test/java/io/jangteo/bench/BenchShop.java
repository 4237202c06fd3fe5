package io.jangteo.bench;

import static io.jangteo.bench.BenchCalls.ADMIN;
import static io.jangteo.bench.BenchCalls.API;
import static io.jangteo.bench.BenchCalls.CREATED;
import static io.jangteo.bench.BenchCalls.OK;
import static io.jangteo.bench.BenchCalls.get;
import static io.jangteo.bench.BenchCalls.once;
import static io.jangteo.bench.BenchCalls.post;
import static io.jangteo.bench.BenchCalls.round;

import io.jangteo.wire.RawRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** The shop under load: its users, products and coupons, and one verb for each request that is measured. */
final class BenchShop {
    static final int USERS = 500;
    private static final int RUSHING_USERS = 1_000;
    private static final int CROWD = 20_000;
    private static final int PRODUCTS = 20;
    private static final long STOCK = 100_000_000;
    /** Cheap, so that a user who charged once can pay half a million orders. */
    private static final long PRICE = 1;

    private static final long FIRST_CHARGE = 1_000_000;
    private static final int COUPON_QUANTITY = 100;
    /** More than any server issues; a window that runs out of coupons ends early. */
    private static final long ISSUES_MAX_PER_SECOND = 60_000;

    private static final int DELIVERY_LOOKS_MAX = 4_000;
    private static final long DELIVERY_LOOK_NANOS = 5_000_000;

    private final BenchCalls calls;
    private final Queue<byte[]> payments = new ArrayDeque<>();
    private final List<byte[]> balances = new ArrayList<>();
    private final List<byte[]> charges = new ArrayList<>();
    private final List<byte[]> orders = new ArrayList<>();
    private List<Long> crowd = List.of();

    BenchShop(BenchCalls calls) {
        this.calls = calls;
    }

    /** Makes the users and the products, and charges those who will pay. */
    void open() {
        crowd = calls.create(CROWD, "/users", i -> "{\"name\":\"손님 %d\"}".formatted(i));
        List<Long> products = calls.create(
                PRODUCTS,
                "/products",
                i -> "{\"name\":\"상품 %d\",\"price\":%d,\"stock\":%d}".formatted(i, PRICE, STOCK));
        List<byte[]> firstCharges = new ArrayList<>();
        for (long user : crowd.subList(0, USERS)) {
            balances.add(get(API + "/users/" + user));
            charges.add(BenchCalls.charge(user, 1_000));
            firstCharges.add(BenchCalls.charge(user, FIRST_CHARGE));
        }
        calls.load("the first charges", LoadWindow.UNTIL_DONE, once(firstCharges), OK);
        for (int first = 0; first < PRODUCTS; first++) {
            for (int second = 0; second < PRODUCTS; second++) {
                if (first != second) {
                    orders.add(order(crowd.get(orders.size()), products.get(first), products.get(second)));
                }
            }
        }
    }

    LoadTally plainGet(LoadWindow window) {
        byte[] request = get("/health/live");
        return calls.load("plain GET", window, () -> request, OK);
    }

    LoadTally readBalances(LoadWindow window) {
        return calls.load("balance read", window, round(balances), OK);
    }

    /**
     * Reads the popular products.
     *
     * @throws BenchFailure when they do not come from the cache, or there are none
     */
    LoadTally readPopularProducts(LoadWindow window) {
        byte[] request = get(API + "/products/popular");
        LoadTally tally = calls.load("popular products", window, () -> request, OK);
        String explained = calls.answer(get(API + "/products/popular?explain=true"));
        boolean cached = explained.contains("\"CACHE\"")
                && !explained.contains("\"STATISTICS\"")
                && !explained.contains("\"ORDERS\"");
        if (!cached || !explained.contains("\"rank\":5")) {
            throw new BenchFailure("The popular products do not come from the cache, or there are none: " + explained);
        }
        return tally;
    }

    LoadTally chargeManyUsers(LoadWindow window) {
        return calls.load("charge, many users", window, round(charges), OK);
    }

    LoadTally chargeManyUsers(LoadWindow window, double perSecond) {
        return calls.paced("charge, paced", window, perSecond, round(charges), OK);
    }

    /** Reads balances while another thread charges as fast as the server answers. */
    LoadTally readBesideCharges(LoadWindow window) {
        LoadWindow longer = new LoadWindow(window.ramp(), window.measured().plus(window.ramp()));
        CompletableFuture<LoadTally> charging = CompletableFuture.supplyAsync(() -> chargeManyUsers(longer));
        LoadTally reads = readBalances(window);
        charging.join();
        return reads;
    }

    LoadTally chargeOneUser(LoadWindow window) {
        return calls.load("charge, one user", window, round(charges.subList(0, 1)), OK);
    }

    LoadTally chargeWithKeys(LoadWindow window) {
        return calls.load("charge with a key", window, new KeyedRequests(charges), OK);
    }

    /** Issues coupons of which there are enough for everyone; nobody asks twice. */
    LoadTally issueCoupons(LoadWindow window) {
        long needed =
                ISSUES_MAX_PER_SECOND * window.ramp().plus(window.measured()).toMillis() / 1_000;
        List<byte[]> issues = new ArrayList<>();
        for (long coupon : coupons(1 + needed / CROWD, CROWD)) {
            crowd.forEach(user -> issues.add(issue(coupon, user)));
        }
        return calls.load("coupon issue", window, once(issues), OK);
    }

    /**
     * A rush on a new coupon. Refusals count as replies: they are what most of a rush gets.
     *
     * @throws BenchFailure when not exactly as many were issued as there are
     */
    LoadTally rushForCoupon(LoadWindow window) {
        long coupon = coupons(1, COUPON_QUANTITY).get(0);
        List<byte[]> issues = crowd.subList(0, RUSHING_USERS).stream()
                .map(user -> issue(coupon, user))
                .toList();
        LoadTally tally = calls.load("hot coupon", window, round(issues), OK, 400, 409);
        boolean exact = tally.count(OK) == Math.min(COUPON_QUANTITY, tally.count());
        if (!exact
                || !refusesWith(tally, 400, "COUPON_SOLD_OUT")
                || !refusesWith(tally, 409, "COUPON_ALREADY_ISSUED")) {
            throw new BenchFailure("hot coupon: %d of %d were issued; refusals: %s %s"
                    .formatted(tally.count(OK), COUPON_QUANTITY, tally.firstBody(400), tally.firstBody(409)));
        }
        return tally;
    }

    /** Places orders of two lines, and keeps each one's payment for {@link #payOrders}. */
    LoadTally placeOrders(LoadWindow window) {
        return calls.load(
                "placing an order",
                window,
                round(orders),
                (status, body) -> {
                    if (status == CREATED) {
                        payments.add(BenchCalls.payment(body));
                    }
                },
                CREATED);
    }

    /**
     * Pays orders that were placed before, each once. The time counts until the data platform's journal has the message
     * of every one of them.
     *
     * @throws BenchFailure when that takes longer than 20 seconds
     */
    LoadTally payOrders(LoadWindow window) {
        LoadTally paid = calls.load("paying an order", window, payments::poll, OK);
        long answeredAt = System.nanoTime();
        byte[] pending = calls.admin(RawRequest.get(ADMIN + "/deliveries?status=PENDING&limit=1"));
        for (int look = 0; look < DELIVERY_LOOKS_MAX; look++) {
            if (calls.answer(pending).contains("\"deliveries\":[]")) {
                return paid.extendedBy(System.nanoTime() - answeredAt);
            }
            LockSupport.parkNanos(DELIVERY_LOOK_NANOS);
        }
        throw new BenchFailure("The data platform was not told of every paid order in time");
    }

    /**
     * Has the server check its books.
     *
     * @throws BenchFailure when they do not balance
     */
    void requireBalancedBooks() {
        String books = calls.answer(calls.admin(RawRequest.get(ADMIN + "/books")));
        if (!books.contains("\"balanced\":true")) {
            throw new BenchFailure("The books do not balance after the load: " + books);
        }
    }

    private List<Long> coupons(long count, long quantity) {
        String json = ("{\"name\":\"선착순\",\"discount\":{\"type\":\"FIXED\",\"amount\":1000},\"minOrderAmount\":0,"
                        + "\"quantity\":%d,\"validDays\":30}")
                .formatted(quantity);
        return calls.create(count, "/coupons", i -> json);
    }

    private static byte[] issue(long coupon, long user) {
        return post(API + "/coupons/" + coupon + "/issue", "{\"userId\":" + user + "}");
    }

    private static byte[] order(long user, long firstProduct, long secondProduct) {
        return post(
                API + "/orders",
                "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":1},{\"productId\":%d,\"quantity\":1}]}"
                        .formatted(user, firstProduct, secondProduct));
    }

    private static boolean refusesWith(LoadTally tally, int status, String code) {
        return tally.count(status) == 0 || tally.firstBody(status).contains(code);
    }
}
