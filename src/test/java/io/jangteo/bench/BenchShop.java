package io.jangteo.bench;

import io.jangteo.wire.RawRequest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The shop under load: its users, products and coupons, and one verb for each request that is measured. */
final class BenchShop {
    static final int CONNECTIONS = 64;
    private static final String API = "/api/v1";
    private static final String ADMIN = API + "/admin";
    private static final int USERS = 1_000;
    private static final int PRODUCTS = 10;
    private static final long STOCK = 100_000_000;
    /** Cheap, so that a user who charged once can pay a million orders. */
    private static final long PRICE = 1;

    private static final long FIRST_CHARGE = 1_000_000;
    private static final int COUPON_QUANTITY = 100;
    private static final int DELIVERY_LOOKS_MAX = 1_000;
    private static final long DELIVERY_LOOK_NANOS = 20_000_000;
    private static final int[] OK = {200};
    private static final int[] CREATED = {201};
    private static final ReplyField ID = new ReplyField("id");
    private static final ReplyField USER_ID = new ReplyField("userId");

    private final LoadGenerator load;
    private final LoadGenerator single;
    private final String adminKey;
    private final Queue<byte[]> payments = new ArrayDeque<>();
    private final List<byte[]> balances = new ArrayList<>();
    private final List<byte[]> charges = new ArrayList<>();
    private final List<byte[]> orders = new ArrayList<>();
    private List<Long> users = List.of();

    BenchShop(ServerProcess server) {
        InetSocketAddress address = server.address();
        load = new LoadGenerator(address, CONNECTIONS);
        single = new LoadGenerator(address, 1);
        adminKey = server.adminKey();
    }

    /** Makes the users, charges them, and makes the products. */
    void open() {
        users = create(USERS, "/users", i -> "{\"name\":\"손님 %d\"}".formatted(i));
        List<Long> products = create(
                PRODUCTS,
                "/products",
                i -> "{\"name\":\"상품 %d\",\"price\":%d,\"stock\":%d}".formatted(i, PRICE, STOCK));
        List<byte[]> firstCharges = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            long user = users.get(i);
            balances.add(get(API + "/users/" + user));
            charges.add(charge(user, 1_000));
            firstCharges.add(charge(user, FIRST_CHARGE));
            orders.add(post(
                    API + "/orders",
                    "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":1}]}"
                            .formatted(user, products.get(i % PRODUCTS))));
        }
        load.run(LoadWindow.UNTIL_DONE, once(firstCharges), ReplyHandler.IGNORE).requireOnly("the first charges", OK);
    }

    LoadTally plainGet(LoadWindow window) {
        byte[] request = get("/health/live");
        return load.run(window, () -> request, ReplyHandler.IGNORE).requireOnly("plain GET", OK);
    }

    LoadTally readBalances(LoadWindow window) {
        return load.run(window, round(balances), ReplyHandler.IGNORE).requireOnly("balance read", OK);
    }

    LoadTally readPopularProducts(LoadWindow window) {
        byte[] request = get(API + "/products/popular");
        return load.run(window, () -> request, ReplyHandler.IGNORE).requireOnly("popular products", OK);
    }

    /** Whether the three days of the popular products come from the cache and have any sales. */
    boolean popularProductsAreCached() {
        String explained = answer(get(API + "/products/popular?explain=true"), OK);
        return explained.contains("\"CACHE\"")
                && !explained.contains("\"STATISTICS\"")
                && !explained.contains("\"ORDERS\"")
                && explained.contains("\"rank\":5");
    }

    LoadTally chargeManyUsers(LoadWindow window) {
        return load.run(window, round(charges), ReplyHandler.IGNORE).requireOnly("charge, many users", OK);
    }

    LoadTally chargeOneUser(LoadWindow window) {
        return load.run(window, round(charges.subList(0, 1)), ReplyHandler.IGNORE)
                .requireOnly("charge, one user", OK);
    }

    /**
     * A rush on a new coupon. Refusals count as replies: they are what most of a rush gets.
     *
     * @throws BenchFailure when not exactly as many were issued as there are
     */
    LoadTally rushForCoupon(LoadWindow window) {
        String json = ("{\"name\":\"선착순\",\"discount\":{\"type\":\"FIXED\",\"amount\":1000},\"minOrderAmount\":0,"
                        + "\"quantity\":%d,\"validDays\":30}")
                .formatted(COUPON_QUANTITY);
        long coupon = create(1, "/coupons", i -> json).get(0);
        List<byte[]> issues = new ArrayList<>();
        for (long user : users) {
            issues.add(post(API + "/coupons/" + coupon + "/issue", "{\"userId\":" + user + "}"));
        }
        LoadTally tally = load.run(window, round(issues), ReplyHandler.IGNORE).requireOnly("hot coupon", 200, 400, 409);
        boolean exact = tally.count(200) == Math.min(COUPON_QUANTITY, tally.count());
        if (!exact
                || !refusesWith(tally, 400, "COUPON_SOLD_OUT")
                || !refusesWith(tally, 409, "COUPON_ALREADY_ISSUED")) {
            throw new BenchFailure("hot coupon: %d of %d were issued; refusals: %s %s"
                    .formatted(tally.count(200), COUPON_QUANTITY, tally.firstBody(400), tally.firstBody(409)));
        }
        return tally;
    }

    /** Places orders, and keeps each one's payment for {@link #payOrders}. */
    LoadTally placeOrders(LoadWindow window) {
        return load.run(window, round(orders), this::keepPayment).requireOnly("placing an order", CREATED);
    }

    /** Pays orders that were placed before, each once. */
    LoadTally payOrders(LoadWindow window) {
        return load.run(window, payments::poll, ReplyHandler.IGNORE).requireOnly("paying an order", OK);
    }

    /**
     * Waits until the data platform was told of every paid order.
     *
     * @throws BenchFailure when that takes longer than 20 seconds
     */
    void awaitDeliveries() {
        byte[] pending = admin(RawRequest.get(ADMIN + "/deliveries?status=PENDING&limit=1"));
        for (int look = 0; look < DELIVERY_LOOKS_MAX; look++) {
            if (answer(pending, OK).contains("\"deliveries\":[]")) {
                return;
            }
            LockSupport.parkNanos(DELIVERY_LOOK_NANOS);
        }
        throw new BenchFailure("The data platform was not told of every paid order in time");
    }

    /** The books, as the server answers them. */
    String books() {
        return answer(admin(RawRequest.get(ADMIN + "/books")), OK);
    }

    private static boolean refusesWith(LoadTally tally, int status, String code) {
        return tally.count(status) == 0 || tally.firstBody(status).contains(code);
    }

    private void keepPayment(int status, ByteBuffer body) {
        if (status == CREATED[0]) {
            payments.add(post(API + "/orders/" + ID.in(body) + "/payment", "{\"userId\":" + USER_ID.in(body) + "}"));
        }
    }

    private byte[] charge(long user, long amount) {
        return post(API + "/users/" + user + "/points/charge", "{\"amount\":" + amount + "}");
    }

    private List<Long> create(int count, String path, LongFunction<String> json) {
        List<byte[]> bodies = IntStream.rangeClosed(1, count)
                .mapToObj(i -> admin(RawRequest.post(ADMIN + path, json.apply(i))))
                .toList();
        List<Long> ids = new ArrayList<>();
        load.run(LoadWindow.UNTIL_DONE, once(bodies), (status, body) -> {
                    if (status == CREATED[0]) {
                        ids.add(ID.in(body));
                    }
                })
                .requireOnly("POST " + path, CREATED);
        return ids;
    }

    private String answer(byte[] request, int... statuses) {
        LoadTally tally = single.run(LoadWindow.UNTIL_DONE, once(List.of(request)), ReplyHandler.IGNORE)
                .requireOnly("a single call", statuses);
        return tally.firstBody(statuses[0]);
    }

    private static Supplier<byte[]> once(List<byte[]> all) {
        Iterator<byte[]> left = all.iterator();
        return () -> left.hasNext() ? left.next() : null;
    }

    private static Supplier<byte[]> round(List<byte[]> all) {
        int[] next = {0};
        return () -> {
            byte[] request = all.get(next[0]);
            next[0] = next[0] + 1 == all.size() ? 0 : next[0] + 1;
            return request;
        };
    }

    private static byte[] get(String path) {
        return RawRequest.get(path).bytes();
    }

    private static byte[] post(String path, String json) {
        return RawRequest.post(path, json).bytes();
    }

    private byte[] admin(RawRequest request) {
        return request.bearer(adminKey).bytes();
    }
}
