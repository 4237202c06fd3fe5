package io.jangteo.testmode;

import static io.jangteo.testkit.Fixtures.item;
import static io.jangteo.testkit.Fixtures.points;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.testkit.JangteoExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a reset and a restored snapshot leave outside the rows. */
class StartingOverTest {
    @TempDir
    static Path directory;

    @RegisterExtension
    static final JangteoExtension EXTENSION =
            JangteoExtension.in(() -> directory).demo();

    /** Twice: the demo shop is created for the first test, and restored for the second. */
    @RepeatedTest(2)
    void the_data_platform_tells_of_what_the_test_did(Jangteo shop) {
        long user = shop.given().user(points(100_000));
        shop.dataPlatform().goDown("maintenance");
        long order = shop.given().paidOrder(user, item(1, 1));
        shop.takeSnapshot("untold");
        shop.dataPlatform().comeUp();
        shop.clock().advance(Duration.ofHours(1));
        assertThat(told(shop)).containsExactly(order);
        shop.restoreSnapshot("untold");
        shop.clock().advance(Duration.ofHours(1));
        assertThat(told(shop)).containsExactly(order);
    }

    @Test
    void what_the_demo_shop_sold_is_told_where_a_test_asks_for_it(Jangteo shop) {
        shop.clock().advance(Duration.ZERO);
        shop.takeSnapshot("told");
        for (int i = 0; i < 2; i++) {
            admin(shop, "/admin/deliveries/1/replay");
            shop.clock().advance(Duration.ofHours(1));
            assertThat(told(shop)).hasSize(1);
            shop.restoreSnapshot("told");
        }
    }

    @Test
    void a_demo_shop_that_was_only_started_has_told_a_test_nothing() {
        Config config = Config.builder()
                .inMemory(true)
                .testMode(true)
                .port(0)
                .demo(true)
                .build();
        try (Jangteo shop = Jangteo.start(config)) {
            shop.clock().advance(Duration.ZERO);
            assertThat(shop.dataPlatform().received()).isEmpty();
        }
    }

    @Test
    void the_journal_begins_anew_and_what_was_kept_on_purpose_stays(Jangteo shop) {
        Path journal = directory.resolve("data-platform.jsonl");
        shop.clock().advance(Duration.ZERO);
        assertThat(journal).isNotEmptyFile();
        shop.takeSnapshot("told");
        admin(shop, "/admin/backup");
        shop.restoreSnapshot("told");
        assertThat(journal).doesNotExist();
        shop.given().paidOrder(shop.given().user(points(100_000)), item(1, 1));
        shop.clock().advance(Duration.ZERO);
        assertThat(journal).content().hasLineCount(1);
        shop.reset();
        shop.dataPlatform().goDown("so that it tells of nothing");
        shop.restoreSnapshot("told");
        assertThat(journal).doesNotExist();
        assertThat(directory.resolve("backups")).isNotEmptyDirectory();
    }

    @Test
    void a_clock_that_ticked_comes_back_to_the_moment_of_the_snapshot(Jangteo shop) {
        shop.clock().advance(Duration.ofDays(1));
        shop.takeSnapshot("ticking");
        Instant taken = shop.clock().now();
        await().until(() -> shop.clock().now().isAfter(taken));
        shop.clock().advance(Duration.ofDays(1));
        shop.clock().stop();
        shop.restoreSnapshot("ticking");
        Instant restored = shop.clock().now();
        assertThat(restored).isBefore(taken.plus(Duration.ofHours(1)));
        // Behind by the time since the snapshot; a clock still as far ahead as before would be 24 hours ahead.
        assertThat(ahead(shop))
                .isBetween(Duration.ofHours(23), Duration.ofHours(24).minusNanos(1));
        await().until(() -> shop.clock().now().isAfter(restored));
    }

    private static List<Long> told(Jangteo shop) {
        return shop.dataPlatform().received().stream()
                .map(message -> ((Number) message.data().get("id")).longValue())
                .toList();
    }

    private static Duration ahead(Jangteo shop) {
        return shop.database()
                .read(handle -> handle.createQuery("SELECT value FROM setting WHERE name = 'clock-ahead'")
                        .mapTo(String.class)
                        .map(Duration::parse)
                        .one());
    }

    private static void admin(Jangteo shop, String path) {
        given().baseUri(shop.baseUrl())
                .header("Authorization", "Bearer " + shop.adminKey())
                .post("/api/v1" + path)
                .then()
                .statusCode(200);
    }
}
