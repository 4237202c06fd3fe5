package io.jangteo.torture;

import io.jangteo.OpenShop;
import io.jangteo.database.Database;
import io.jangteo.jar.ShopClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Reads of the whole shop while it is bought from: what users have and what their orders hold is what was charged, in
 * every one, and no two reads of a thread see the same shop. The control takes the same sums out of reads that follow each other, which must not always add up.
 */
final class BankReads implements Campaign {
    private static final int READS = 20_000;
    /** A shop is left for a new one after this many, so that a read of all of it stays short. */
    private static final int READS_PER_SHOP = 2_000;

    private static final int READER_THREADS = 2;
    private static final int CUSTOMERS = 6;
    private static final long LOOK_NANOS = 20_000;
    private static final Duration CHANGE_MAX = Duration.ofMinutes(1);
    private static final int CONTROL_READS_MAX = 5_000;

    /** Sums that make up one equation each: the first is that of all others. */
    private static final Map<String, List<String>> EQUATIONS = equations();

    private static Map<String, List<String>> equations() {
        Map<String, List<String>> equations = new LinkedHashMap<>();
        equations.put(
                "points",
                List.of(
                        "SELECT coalesce(sum(amount), 0) FROM point_entry WHERE kind IN ('CHARGE', 'ADJUST')",
                        "SELECT coalesce(sum(point), 0) FROM shop_user",
                        "SELECT coalesce(sum(total_amount), 0) FROM shop_order WHERE status = 'PAID'"));
        equations.put(
                "stock",
                List.of(
                        "SELECT coalesce(sum(delta), 0) FROM stock_movement WHERE kind IN ('INITIAL', 'ADJUST')",
                        "SELECT coalesce(sum(stock), 0) FROM product",
                        "SELECT coalesce(sum(quantity), 0) FROM order_line JOIN shop_order ON id = order_id"
                                + " WHERE status IN ('PENDING', 'PAID')"));
        equations.put(
                "coupons",
                List.of("SELECT coalesce(sum(issued), 0) FROM coupon", "SELECT count(*) FROM issued_coupon"));
        equations.put(
                "messages",
                List.of(
                        "SELECT count(*) FROM delivery WHERE type = 'order.paid'",
                        "SELECT count(*) FROM shop_order WHERE status IN ('PAID', 'REFUNDED')"));
        return equations;
    }

    @Override
    public String name() {
        return "bank-reads";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int left = scale.of(READS);
        int reads = left;
        long calls = 0;
        String control = "";
        List<String> findings = new ArrayList<>();
        try (Scratch scratch = new Scratch(name())) {
            for (int shops = 0; left > 0; shops++) {
                int share = Math.min(left, READS_PER_SHOP);
                left -= share;
                try (OpenShop shop =
                        OpenShop.start(scratch.directory().resolve("shop-" + shops), settings -> settings)) {
                    ShopClient client = new ShopClient(shop.address(), OpenShop.ADMIN_KEY);
                    try (Traffic traffic =
                            new Traffic(client, Seed.of(name(), shops).nextLong(), CUSTOMERS)) {
                        findings.addAll(readAll(shop, share));
                        if (control.isEmpty()) {
                            control = control(shop.database());
                        }
                        traffic.close();
                        calls += traffic.calls();
                        findings.addAll(traffic.faults());
                    }
                    findings.addAll(BooksOverHttp.violations(client));
                }
            }
            scratch.keepFor(findings);
        }
        return new Outcome(reads, findings, control, Map.of("calls meanwhile", Long.toString(calls)));
    }

    private static List<String> readAll(OpenShop shop, int reads) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READER_THREADS);
        try {
            List<Future<List<String>>> running = new ArrayList<>();
            for (int i = 0; i < READER_THREADS; i++) {
                int share = reads / READER_THREADS + (i < reads % READER_THREADS ? 1 : 0);
                running.add(threads.submit(() -> readTimes(shop, share)));
            }
            List<String> findings = new ArrayList<>();
            for (Future<List<String>> each : running) {
                findings.addAll(each.get());
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> readTimes(OpenShop shop, int times) {
        List<String> findings = new ArrayList<>();
        long seen = shop.changes();
        for (int i = 0; i < times; i++) {
            awaitChange(shop, seen);
            seen = shop.changes();
            findings.addAll(shop.database().read(handle -> imbalances(sql -> number(handle, sql))));
        }
        return findings;
    }

    private static void awaitChange(OpenShop shop, long seen) {
        long start = System.nanoTime();
        while (shop.changes() == seen) {
            if (System.nanoTime() - start > CHANGE_MAX.toNanos()) {
                throw new IllegalStateException("Nobody buys any more");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The equations that do not hold. */
    private static List<String> imbalances(Function<String, Long> sums) {
        List<String> imbalances = new ArrayList<>();
        EQUATIONS.forEach((name, parts) -> {
            List<Long> values = parts.stream().map(sums).toList();
            long rest = values.stream().skip(1).mapToLong(Long::longValue).sum();
            if (values.get(0) != rest) {
                imbalances.add(name + " do not add up: " + values);
            }
        });
        return imbalances;
    }

    private static String control(Database database) {
        for (int i = 1; i <= CONTROL_READS_MAX; i++) {
            List<String> imbalances = imbalances(sql -> database.read(handle -> number(handle, sql)));
            if (!imbalances.isEmpty()) {
                return "without one snapshot, read " + i + " did not add up";
            }
        }
        return "";
    }

    private static long number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
