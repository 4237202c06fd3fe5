package io.jangteo.torture;

import io.jangteo.jar.ShopClient;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** A few customers who charge, order, pay, cancel and take coupons, one call after the other, until they are stopped. */
final class Traffic implements AutoCloseable {
    private static final int SERVER_ERRORS = 500;
    private static final int FAULTS_KEPT_MAX = 20;

    private final ShopClient shop;
    private final long seed;
    private final List<Thread> customers = new ArrayList<>();
    private final ReadWriteLock gate = new ReentrantReadWriteLock(true);
    private final AtomicLong calls = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final long[] products;
    private final long coupon;
    private volatile boolean stopped;

    /** @param shop with the rights of administration, of a shop that has no content yet */
    Traffic(ShopClient shop, long seed, int customerCount) {
        this.shop = shop;
        this.seed = seed;
        products = new long[] {shop.product("apple", 10), shop.product("pear", 7)};
        coupon = shop.post(
                        "/api/v1/admin/coupons",
                        Map.of(
                                "name", "one off",
                                "discount", Map.of("type", "FIXED", "amount", 5),
                                "minOrderAmount", 0,
                                "quantity", 1_000_000,
                                "validDays", 2))
                .require(201)
                .number("id");
        for (int i = 0; i < customerCount; i++) {
            Random random = new Random(seed + i);
            Thread customer = new Thread(() -> live(random), "customer-" + i);
            customer.setDaemon(true);
            customers.add(customer);
            customer.start();
        }
    }

    /** Runs the action while no call is underway. */
    void paused(Runnable action) {
        gate.writeLock().lock();
        try {
            action.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** Calls that were answered. */
    long calls() {
        return calls.get();
    }

    /** Answers in which the server failed, and calls without one. */
    List<String> faults() {
        return faults.stream().limit(FAULTS_KEPT_MAX).toList();
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread customer : customers) {
            try {
                customer.join();
            } catch (InterruptedException thrown) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void live(Random random) {
        int visit = 0;
        while (!stopped) {
            try {
                visit(random, "customer-" + seed + "-" + visit++);
            } catch (RuntimeException | AssertionError thrown) {
                faults.add(Thread.currentThread().getName() + ": " + thrown);
                return;
            }
        }
    }

    /** One customer's visit: a new user each time, so that coupons and limits do not run out. */
    private void visit(Random random, String key) {
        long user = call(() -> shop.user("visitor")).longValue();
        post(
                "/api/v1/users/" + user + "/points/charge",
                Map.of("amount", 1_000 + random.nextInt(5_000)),
                key + "-charge");
        Response issued = post("/api/v1/coupons/" + coupon + "/issue", Map.of("userId", user), key + "-issue");
        for (int i = 0; i < 4 && !stopped; i++) {
            Map<String, Object> order = new HashMap<>(Map.of("userId", user, "items", items(random)));
            if (i == 1 && issued.status() == 200) {
                order.put("issuedCouponId", issued.json().get("id").asLong());
            }
            Response placed = post("/api/v1/orders", order, key + "-order-" + i);
            if (placed.status() == 201) {
                settle(random, user, placed.json().get("id").asLong(), key + "-settle-" + i);
            }
        }
        post(
                "/api/v1/admin/products/" + products[0] + "/stock",
                Map.of("delta", random.nextBoolean() ? 1 : 2, "reason", "count"),
                key + "-stock");
    }

    private List<Map<String, ?>> items(Random random) {
        List<Map<String, ?>> items = new ArrayList<>();
        for (long product : products) {
            items.add(Map.of("productId", product, "quantity", 1 + random.nextInt(5)));
        }
        return items;
    }

    private void settle(Random random, long user, long order, String key) {
        int choice = random.nextInt(8);
        if (choice == 0) {
            return;
        }
        String path = "/api/v1/orders/" + order;
        if (choice > 1) {
            post(path + "/payment", Map.of("userId", user), key + "-pay");
        }
        if (choice < 4) {
            post(path + "/cancel", Map.of("userId", user), key + "-cancel");
        }
    }

    private Response post(String path, Map<String, ?> body, String key) {
        Response answer = call(() -> shop.post(path, body, key));
        if (answer.status() >= SERVER_ERRORS) {
            faults.add(path + " is answered " + answer);
        }
        return answer;
    }

    private <T> T call(Supplier<T> call) {
        gate.readLock().lock();
        try {
            T answer = call.get();
            calls.incrementAndGet();
            return answer;
        } finally {
            gate.readLock().unlock();
        }
    }
}
