package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.ShopClient;
import io.jangteo.torture.Effect.Acknowledged;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;

/**
 * One who charges, orders and pays on and on, in whatever shop there is: where its user or products are gone, it makes
 * new ones. Remembers every success.
 */
final class Sender implements Runnable {
    private static final int QUANTITY_MAX = 1_000;
    private static final long AMOUNT_MIN = 1_000;
    private static final int SERVER_ERRORS = 500;
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final ShopClient shop;
    private final String name;
    private final Lock gate;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean stopped;
    private long user;
    private long first;
    private long second;

    /** @param gate held for the time of a call */
    Sender(ShopClient shop, String name, Lock gate) {
        this.shop = shop;
        this.name = name;
        this.gate = gate;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                gate.lock();
                try {
                    charge();
                    buy();
                } finally {
                    gate.unlock();
                }
                calls.incrementAndGet();
            }
        } catch (RuntimeException | AssertionError thrown) {
            faults.add(name + ": " + thrown);
        }
    }

    void stop() {
        stopped = true;
    }

    long rounds() {
        return calls.get();
    }

    Queue<Acknowledged> acknowledged() {
        return acknowledged;
    }

    Queue<String> faults() {
        return faults;
    }

    private void charge() {
        long amount = AMOUNT_MIN + NUMBERS.incrementAndGet();
        String path = "/api/v1/users/" + user + "/points/charge";
        Call call = post(path, Map.of("amount", amount));
        if (call.answer.status() == 200) {
            call.had(Effect.charge(amount, call.answer.json().get("point").asLong()));
        } else {
            beginAnew();
        }
    }

    private void buy() {
        long number = NUMBERS.incrementAndGet();
        long one = 1 + number / QUANTITY_MAX % QUANTITY_MAX;
        long other = 1 + number % QUANTITY_MAX;
        Map<String, ?> body = Map.of(
                "userId",
                user,
                "items",
                List.of(Map.of("productId", first, "quantity", one), Map.of("productId", second, "quantity", other)));
        Call placed = post("/api/v1/orders", body);
        if (placed.answer.status() != 201) {
            beginAnew();
            return;
        }
        placed.had(Effect.order(one, other));
        pay(placed.answer.json().get("id").asLong());
    }

    /** The order may be another by now: the reply says which was paid. */
    private void pay(long order) {
        Call paid = post("/api/v1/orders/" + order + "/payment", Map.of("userId", user));
        if (paid.answer.status() == 200) {
            JsonNode items = paid.answer.json().get("items");
            paid.had(Effect.payment(
                    items.get(0).get("quantity").asLong(),
                    items.get(1).get("quantity").asLong()));
        }
    }

    /** A shop without content has no products; which ones there are is up to who came first. */
    private void beginAnew() {
        user = shop.user(name);
        List<JsonNode> products = shop.listAll("/api/v1/products", "products");
        while (products.size() < 2) {
            shop.product("of " + name, 0);
            products = shop.listAll("/api/v1/products", "products");
        }
        first = products.get(0).get("id").asLong();
        second = products.get(1).get("id").asLong();
    }

    private Call post(String path, Map<String, ?> body) {
        String key = name + "-" + NUMBERS.incrementAndGet();
        long sent = System.nanoTime();
        Response answer = shop.post(path, body, key);
        if (answer.status() >= SERVER_ERRORS || answer.isReplayed()) {
            faults.add(path + " under the new key " + key + " is answered " + answer);
        }
        return new Call(path, body, key, sent, System.nanoTime(), answer);
    }

    /** A call and its answer. */
    private final class Call {
        private final String path;
        private final Map<String, ?> body;
        private final String key;
        private final long sentNanos;
        private final long answeredNanos;
        private final Response answer;

        private Call(
                String path, Map<String, ?> body, String key, long sentNanos, long answeredNanos, Response answer) {
            this.path = path;
            this.body = body;
            this.key = key;
            this.sentNanos = sentNanos;
            this.answeredNanos = answeredNanos;
            this.answer = answer;
        }

        private void had(Effect effect) {
            acknowledged.add(new Acknowledged(effect, sentNanos, answeredNanos, path, body, key, answer.text()));
        }
    }
}
