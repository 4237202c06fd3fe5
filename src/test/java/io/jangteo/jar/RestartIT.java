package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo shop in test mode, set up by variables alone, stopped and started again: each test compares before and after. */
class RestartIT {
    private static final String KEY = "a-key-from-the-environment";

    @TempDir
    static Path directory;

    /** What a run of the server showed. */
    private record Seen(OffsetDateTime time, int users, int products, int deliveries, long points) {}

    private static OffsetDateTime firstTime;
    private static int statusOfSmallCharge;
    private static int statusOfSmallerCharge;
    private static Seen before;
    private static Seen after;

    @BeforeAll
    static void runTwice() {
        Jar jar = new Jar(directory)
                .variable("JANGTEO_PORT", "0")
                .variable("JANGTEO_DEMO", "true")
                .variable("JANGTEO_TEST_MODE", "true")
                .variable("JANGTEO_ADMIN_KEY", KEY)
                .variable("JANGTEO_CHARGE_MIN", "700");
        try (JarServer server = jar.serveAsToldOnly("--charge-min", "500")) {
            ShopClient shop = new ShopClient(server, KEY);
            statusOfSmallCharge = charge(shop, 500);
            statusOfSmallerCharge = charge(shop, 499);
            firstTime = advance(shop, "PT0S");
            advance(shop, "PT72H");
            before = look(shop);
            assertThat(server.stop()).isZero();
        }
        try (JarServer server = jar.serveAsToldOnly()) {
            after = look(new ShopClient(server, KEY));
            assertThat(server.stop()).isZero();
            // Not the key: it was given from outside.
            assertThat(server.err().strip()).endsWith("\nBack office: http://127.0.0.1:" + server.port() + "/office");
        }
    }

    @Test
    void variables_of_the_environment_count_and_a_flag_counts_more() {
        assertThat(statusOfSmallCharge).isEqualTo(200);
        assertThat(statusOfSmallerCharge).isEqualTo(400);
        assertThat(directory.resolve("data/jangteo.db")).as("the default").isRegularFile();
    }

    @Test
    void the_clock_goes_on_from_where_it_was() {
        assertThat(before.time).isAfterOrEqualTo(firstTime.plusHours(72));
        assertThat(after.time).isBetween(before.time, before.time.plus(Duration.ofHours(1)));
    }

    @Test
    void the_demo_shop_is_loaded_once() {
        assertThat(before.users).isEqualTo(50);
        assertThat(after.users).isEqualTo(before.users);
        assertThat(after.products).isEqualTo(before.products);
        assertThat(after.deliveries).isEqualTo(before.deliveries);
        assertThat(after.points).isEqualTo(before.points);
    }

    private static Seen look(ShopClient shop) {
        return new Seen(
                advance(shop, "PT0S"),
                shop.list("/api/v1/admin/users", "users").size(),
                shop.list("/api/v1/products", "products").size(),
                shop.list("/api/v1/admin/deliveries", "deliveries").size(),
                shop.pointsOf(1));
    }

    private static int charge(ShopClient shop, long amount) {
        return shop.post("/api/v1/users/1/points/charge", Map.of("amount", amount))
                .status();
    }

    private static OffsetDateTime advance(ShopClient shop, String duration) {
        return OffsetDateTime.parse(shop.post("/api/v1/admin/clock/advance", Map.of("duration", duration))
                .require(200)
                .json()
                .get("now")
                .asText());
    }
}
