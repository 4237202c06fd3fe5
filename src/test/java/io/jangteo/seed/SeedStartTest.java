package io.jangteo.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.config.InvalidConfig;
import io.jangteo.wire.ApiCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that begins with a seed file. */
@BothEngines
class SeedStartTest {
    private static final String ADMIN_KEY = "the-key-of-the-admin";
    private static final String FILE = """
            {"users": [{"name": "김하나", "point": 700}], "products": [{"name": "사과", "price": 5, "stock": 9}],
             "orders": [{"user": 1, "items": [{"product": 1, "quantity": 2}], "paid": true,
                         "at": "2026-11-01T00:00:00Z"}]}
            """;

    @TempDir
    Path path;

    private Path file;
    private ConfigBuilder settings;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(path.resolve("shop.json"), FILE);
        settings = Engines.chosen(Config.builder())
                .port(0)
                .data(path.resolve("data"))
                .adminKey(ADMIN_KEY)
                .seed(file);
    }

    @Test
    void an_empty_database_is_filled_once_and_one_that_is_not_empty_is_left_as_it_is() throws Exception {
        try (Jangteo shop = Jangteo.start(settings.build())) {
            assertThat(users(shop)).isEqualTo("김하나 700");
            assertThat(shop.books().balanced()).isTrue();
        }
        // Not even read.
        Files.writeString(file, "{");
        try (Jangteo shop = Jangteo.start(settings.build())) {
            assertThat(users(shop)).isEqualTo("김하나 700");
        }
    }

    @Test
    void a_file_may_begin_with_a_byte_order_mark_and_its_names_are_composed() throws Exception {
        Files.writeString(file, "\ufeff" + Normalizer.normalize(FILE, Normalizer.Form.NFD));
        try (Jangteo shop = Jangteo.start(settings.build())) {
            assertThat(users(shop)).isEqualTo("김하나 700");
        }
    }

    @Test
    void what_is_overdue_has_expired_before_the_first_request() throws Exception {
        Files.writeString(file, FILE.replace("\"paid\": true", "\"paid\": false"));
        try (Jangteo shop = Jangteo.start(settings.build())) {
            assertThat(status(shop)).isEqualTo("EXPIRED");
        }
        try (Jangteo shop =
                Jangteo.start(settings.data(path.resolve("test")).testMode(true).build())) {
            shop.reset();
            assertThat(status(shop)).isEqualTo("EXPIRED");
        }
    }

    @Test
    void every_fault_is_told_and_nothing_is_loaded() throws Exception {
        Files.writeString(
                file, "{\"users\": [{\"name\": \"a\"}, {}], \"products\": [{\"name\": \"b\", \"price\": 1}]}");
        assertThatThrownBy(() -> Jangteo.start(settings.build()))
                .isInstanceOfSatisfying(
                        FaultySeed.class,
                        thrown -> assertThat(thrown.complaints())
                                .containsExactly(
                                        file + ": users[1].name: expected a text of 1 to 100 printable characters",
                                        file + ": products[0].stock: expected a whole number from 0 to 1000000000"));
        Files.writeString(file, "{\"users\": [\n  {\"name\": \"a\"},\n  oh]}");
        assertThatThrownBy(() -> Jangteo.start(settings.build()))
                .isInstanceOf(FaultySeed.class)
                .hasMessageMatching(".*shop.json: line 3, column \\d+: expected one JSON object");
        Files.delete(file);
        assertThatThrownBy(() -> Jangteo.start(settings.build()))
                .isInstanceOf(FaultySeed.class)
                .hasMessageContaining("shop.json");
        try (Jangteo shop = Jangteo.start(settings.seed(null).build())) {
            assertThat(users(shop)).isEmpty();
        }
    }

    @Test
    void a_reset_in_test_mode_brings_the_seed_file_back() {
        try (Jangteo shop = Jangteo.start(settings.testMode(true).build())) {
            shop.given().user();
            shop.reset();
            assertThat(users(shop)).isEqualTo("김하나 700");
            assertThat(shop.dataPlatform().received()).isEmpty();
        }
    }

    @Test
    void servers_that_start_at_once_load_it_once() throws Exception {
        int servers = Engines.isPostgres() ? 4 : 1;
        ExecutorService threads = Executors.newFixedThreadPool(servers);
        List<Future<Jangteo>> starting = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            Config config = settings.data(path.resolve("data-" + i)).build();
            starting.add(threads.submit(() -> Jangteo.start(config)));
        }
        List<Jangteo> started = new ArrayList<>();
        for (Future<Jangteo> each : starting) {
            started.add(each.get());
        }
        threads.shutdown();
        started.forEach(shop -> assertThat(users(shop)).isEqualTo("김하나 700"));
        assertThat(started.get(0).books().balanced()).isTrue();
        started.forEach(Jangteo::close);
    }

    @Test
    void it_does_not_go_together_with_the_demo_shop() {
        assertThatThrownBy(() -> settings.demo(true).build())
                .isInstanceOf(InvalidConfig.class)
                .hasMessage("seed " + file + ": not together with demo true");
    }

    private static String status(Jangteo shop) {
        return ApiCall.to(shop.baseUrl())
                .get("/api/v1/orders/1?userId=1")
                .json()
                .path("status")
                .textValue();
    }

    private static String users(Jangteo shop) {
        List<String> users = new ArrayList<>();
        ApiCall.to(shop.baseUrl())
                .bearer(ADMIN_KEY)
                .get("/api/v1/admin/users")
                .json()
                .path("users")
                .forEach(user -> users.add(
                        user.path("name").textValue() + " " + user.path("point").longValue()));
        return String.join(", ", users);
    }
}
