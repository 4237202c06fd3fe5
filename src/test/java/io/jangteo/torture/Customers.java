package io.jangteo.torture;

import io.jangteo.jar.ShopClient;
import io.jangteo.torture.Customer.Offers;
import io.jangteo.torture.Customer.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The customers of one life of the shop, with products and coupons of their own to compete for. */
final class Customers {
    static final int CUSTOMERS = 8;
    private static final int COUPONS = 6;
    private static final int SCARCE = 25;
    private static final int PLENTY = 1_000_000;

    private final List<Customer> customers = new ArrayList<>();

    /** Makes users, products and coupons. */
    Customers(ShopClient shop, Random random) {
        List<Long> products = List.of(
                product(shop, "붕어빵", 700, PLENTY), product(shop, "사과", 1_900, PLENTY), product(shop, "배", 300, SCARCE));
        List<Long> coupons = new ArrayList<>();
        for (int i = 0; i < COUPONS; i++) {
            coupons.add(made(
                    shop,
                    "/coupons",
                    Map.of(
                            "name",
                            "선착순",
                            "discount",
                            Map.of("type", "FIXED", "amount", 100),
                            "minOrderAmount",
                            0,
                            "quantity",
                            CUSTOMERS / 2,
                            "validDays",
                            30)));
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(new Customer(shop.user("손님"), new Offers(products, coupons), new Random(random.nextLong())));
        }
    }

    /** All shop at the same time; this ends when all have stopped. */
    void shop(ShopClient shop, BooleanSupplier goesOn, Runnable afterEachAnswer) {
        together(customer -> customer.shop(shop, goesOn, afterEachAnswer));
    }

    /** All shop at the same time; at that answer, counted over all of them, the end comes in the midst of the others' calls. */
    void shopUntil(ShopClient shop, int lastAnswer, Runnable end) {
        AtomicInteger answers = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        shop(shop, () -> !ended.get() || answers.get() < 2 * lastAnswer, () -> {
            if (answers.incrementAndGet() == lastAnswer) {
                end.run();
                ended.set(true);
            }
        });
    }

    /** Each holds the shop to its word. */
    Settled settle(ShopClient shop) {
        AtomicReference<Settled> all = new AtomicReference<>(Settled.NOTHING);
        together(customer -> all.accumulateAndGet(customer.settle(shop), Settled::plus));
        return all.get();
    }

    void look(ShopClient shop) {
        together(customer -> customer.look(shop));
    }

    List<Customer> customers() {
        return customers;
    }

    List<String> faults() {
        return customers.stream()
                .flatMap(customer -> customer.faults().stream())
                .toList();
    }

    int acknowledgedCalls() {
        return customers.stream().mapToInt(Customer::acknowledgedCalls).sum();
    }

    int refused() {
        return customers.stream()
                .flatMap(customer -> customer.refusals().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How often this code was answered so far. */
    int refused(String code) {
        return customers.stream()
                .mapToInt(customer -> customer.refusals().getOrDefault(code, 0))
                .sum();
    }

    List<Long> paidOrders() {
        return customers.stream().flatMap(customer -> customer.paid().stream()).toList();
    }

    /** Does the same with every customer at the same time. */
    void together(Consumer<Customer> work) {
        ExecutorService threads = Executors.newFixedThreadPool(customers.size());
        try {
            List<CompletableFuture<Void>> running = customers.stream()
                    .map(customer -> CompletableFuture.runAsync(() -> work.accept(customer), threads))
                    .toList();
            running.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long product(ShopClient shop, String name, long price, long stock) {
        return made(shop, "/products", Map.of("name", name, "price", price, "stock", stock));
    }

    private static long made(ShopClient shop, String path, Map<String, ?> body) {
        return shop.post("/api/v1/admin" + path, body).require(201).number("id");
    }
}
