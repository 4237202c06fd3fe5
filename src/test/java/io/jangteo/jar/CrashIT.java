package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A busy shop whose process is killed, and started again on what is left, several times over. */
class CrashIT {
    private static final String KEY = "an-admin-key-for-tests";
    private static final int SHOPPERS = 12;
    /** More than they get through before the last end. */
    private static final int COUPONS = 20;
    /** After as many answers, counted over all shoppers, the server is gone. */
    private static final int ANSWERS_PER_ROUND = 120;

    @TempDir
    Path directory;

    private final List<Shopper> shoppers = new ArrayList<>();
    private Jar jar;
    private Path data;

    @Test
    void what_was_acknowledged_survives_a_kill_and_what_was_not_happens_once() {
        jar = new Jar(directory).variable("JANGTEO_ADMIN_KEY", KEY);
        data = directory.resolve("data");
        try (JarServer server = serve()) {
            open(new ShopClient(server, KEY));
            shopUntil(server, server::kill);
            assertThat(server.awaitEnd()).as("killed").isNotZero();
        }
        try (JarServer server = serve()) {
            assertNothingIsLostOrDoubled(new ShopClient(server, KEY));
            shopUntil(server, server::kill);
            assertThat(server.awaitEnd()).as("killed").isNotZero();
        }
        try (JarServer server = serve()) {
            assertNothingIsLostOrDoubled(new ShopClient(server, KEY));
            shopUntil(server, server::askToStop);
            assertThat(server.awaitEnd()).as("asked to stop").isZero();
        }
        try (JarServer server = serve()) {
            ShopClient shop = new ShopClient(server, KEY);
            assertThat(assertNothingIsLostOrDoubled(shop))
                    .as("done and not answered by a server that stopped")
                    .isZero();
            assertPaidOrdersAreDelivered(shop);
            assertThat(server.stop()).isZero();
        }
        assertThat(jar.run("verify", "--data", data.toString()).status()).isZero();
    }

    private JarServer serve() {
        return jar.serve("--data", data.toString(), "--write-queue-wait", "PT1M", "--stop-timeout", "PT1M");
    }

    private void open(ShopClient shop) {
        long product = shop.product("붕어빵", 700);
        List<Long> coupons = new ArrayList<>();
        for (int i = 0; i < COUPONS; i++) {
            Map<String, ?> discount = Map.of("type", "FIXED", "amount", 10);
            Map<String, ?> coupon = Map.of(
                    "name", "쿠폰", "discount", discount, "minOrderAmount", 0, "quantity", SHOPPERS, "validDays", 1);
            coupons.add(shop.post("/api/v1/admin/coupons", coupon).require(201).number("id"));
        }
        for (int i = 0; i < SHOPPERS; i++) {
            shoppers.add(new Shopper(shop.user("손님"), product, coupons));
        }
    }

    /** All shop at the same time; one of them ends it, in the middle of what the others do. */
    private void shopUntil(JarServer server, Runnable end) {
        ShopClient shop = new ShopClient(server, KEY);
        AtomicInteger answers = new AtomicInteger();
        Runnable afterEachAnswer = () -> {
            if (answers.incrementAndGet() == ANSWERS_PER_ROUND) {
                end.run();
            }
        };
        together(shopper -> shopper.shop(shop, afterEachAnswer));
        assertThat(answers)
                .as("answers before they had nothing left to do")
                .hasValueGreaterThanOrEqualTo(ANSWERS_PER_ROUND);
    }

    /** Gives the number of calls that had happened although nobody was told. */
    private int assertNothingIsLostOrDoubled(ShopClient shop) {
        assertBalanced(shop);
        together(shopper -> shopper.assertAcknowledgedIsThere(shop));
        AtomicInteger untold = new AtomicInteger();
        together(shopper -> untold.addAndGet(shopper.repeatEverything(shop)));
        together(shopper -> shopper.assertEachHappenedOnce(shop));
        assertBalanced(shop);
        return untold.get();
    }

    private void together(Consumer<Shopper> work) {
        ExecutorService threads = Executors.newFixedThreadPool(SHOPPERS);
        try {
            List<CompletableFuture<Void>> running = shoppers.stream()
                    .map(shopper -> CompletableFuture.runAsync(() -> work.accept(shopper), threads))
                    .toList();
            running.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertBalanced(ShopClient shop) {
        JsonNode books = shop.get("/api/v1/admin/books").require(200).json();
        assertThat(books.get("balanced").asBoolean()).as(books.toString()).isTrue();
    }

    private void assertPaidOrdersAreDelivered(ShopClient shop) {
        await().atMost(Duration.ofSeconds(Jar.PATIENCE_SECONDS))
                .until(() -> shop.list("/api/v1/admin/deliveries?status=PENDING", "deliveries")
                        .isEmpty());
        Map<Long, String> told = new HashMap<>();
        for (String line : Jar.read(data.resolve("data-platform.jsonl")).split("\n")) {
            JsonNode message = Response.parse(line);
            String id = message.get("id").asText();
            String earlier = told.put(message.at("/data/id").asLong(), id);
            assertThat(id).as("told again under the same id").isEqualTo(earlier == null ? id : earlier);
        }
        List<Long> paid = shoppers.stream()
                .flatMap(shopper -> shopper.paidOrders().stream())
                .toList();
        assertThat(paid).isNotEmpty();
        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(paid);
    }
}
