package io.jangteo.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.cluster.RedisServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

@Timeout(120)
class RedisDaysTest {
    private static final StampedDay DAY = new StampedDay(LocalDate.parse("2026-11-21"), -7);
    private static final StampedDay OTHER = new StampedDay(LocalDate.parse("2026-11-20"), Long.MIN_VALUE);
    private static final DayUnits SALES = new DayUnits(DAY.date(), Map.of(1L, 5L, 22L, 7L));
    private static final DayUnits NO_SALES = new DayUnits(OTHER.date(), Map.of());
    private static final String KEY = "jangteo:a1:sales:2026-11-21:-7";
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static RedisServer server;

    private final AtomicLong nanos = new AtomicLong();
    private PrometheusRegistry registry = new PrometheusRegistry();
    private RedisDays redis;

    @BeforeAll
    static void start() {
        server = RedisServer.open();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.start();
        server.flush();
        redis = open(URI.create(server.address()), null);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void days_that_were_put_are_found_by_any_instance() {
        redis.put(Map.of(DAY, SALES, OTHER, NO_SALES));
        try (RedisDays another = open(URI.create(server.address()), null)) {
            assertThat(another.find(List.of(DAY, OTHER))).isEqualTo(Map.of(DAY, SALES, OTHER, NO_SALES));
            assertThat(count("HIT")).isEqualTo(2);
        }
    }

    @Test
    void a_day_that_is_not_there_is_missed() {
        redis.put(Map.of(DAY, SALES));
        assertThat(redis.find(List.of(OTHER, DAY))).isEqualTo(Map.of(DAY, SALES));
        assertThat(count("MISS")).isEqualTo(1);
        assertThat(count("FAILURE")).isZero();
    }

    @Test
    void another_stamp_and_another_shop_are_other_days() {
        redis.put(Map.of(DAY, SALES));
        assertThat(redis.find(List.of(new StampedDay(DAY.date(), 7)))).isEmpty();
        try (RedisDays stranger =
                new RedisDays(URI.create(server.address()), null, "b2", nanos::get, new PrometheusRegistry())) {
            assertThat(stranger.find(List.of(DAY))).isEmpty();
        }
    }

    @Test
    void a_day_is_kept_for_four_days_under_the_key_that_is_documented() {
        redis.put(Map.of(DAY, SALES));
        try (Jedis own = server.connect()) {
            assertThat(own.keys("*")).containsExactly(KEY);
            assertThat(own.get(KEY)).endsWith(";1:5,22:7");
            assertThat(Duration.ofMillis(own.pttl(KEY))).isBetween(Duration.ofHours(95), Duration.ofHours(96));
        }
    }

    @Test
    void a_key_that_holds_something_is_never_overwritten() {
        try (Jedis own = server.connect()) {
            own.set(KEY, "mine");
            redis.put(Map.of(DAY, SALES));
            assertThat(own.get(KEY)).isEqualTo("mine");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "\0\0", "1:5,22:7", ";1:5", "OK", "null", "{}"})
    void a_foreign_value_is_no_day(String value) {
        try (Jedis own = server.connect()) {
            own.set(KEY, value);
        }
        assertUnusable();
    }

    @Test
    void the_copy_of_another_day_is_no_day() {
        redis.put(Map.of(OTHER, NO_SALES));
        try (Jedis own = server.connect()) {
            own.rename("jangteo:a1:sales:2026-11-20:" + Long.MIN_VALUE, KEY);
        }
        assertUnusable();
    }

    @Test
    void a_value_of_another_type_is_no_day() {
        try (Jedis own = server.connect()) {
            own.hset(KEY, "1", "5");
        }
        assertUnusable();
    }

    @Test
    void a_huge_foreign_value_is_not_read_whole() {
        try (Jedis own = server.connect()) {
            own.setrange(KEY, 200 * 1024 * 1024, "x");
        }
        assertThat(redis.find(List.of(DAY))).isEmpty();
        assertThat(count("FAILURE") + count("UNUSABLE")).isEqualTo(1);
    }

    @Test
    void after_three_failures_redis_is_left_alone_until_one_call_succeeds() {
        redis.put(Map.of(DAY, SALES));
        server.kill();
        for (int failures = 1; failures <= 3; failures++) {
            assertThat(isOpen()).isFalse();
            assertThat(redis.find(List.of(DAY))).isEmpty();
            assertThat(count("FAILURE")).isEqualTo(failures);
        }
        assertThat(isOpen()).isTrue();
        server.start();
        redis.put(Map.of(DAY, SALES));
        assertThat(redis.find(List.of(DAY))).isEmpty();
        nanos.addAndGet(PAUSE.toNanos());
        redis.put(Map.of(DAY, SALES));
        assertThat(isOpen()).isFalse();
        assertThat(redis.find(List.of(DAY))).isEqualTo(Map.of(DAY, SALES));
    }

    @Test
    void a_restart_costs_one_miss_and_no_pause() {
        redis.put(Map.of(DAY, SALES));
        server.stop();
        server.start();
        assertThat(redis.find(List.of(DAY))).isEmpty();
        redis.put(Map.of(DAY, SALES));
        assertThat(redis.find(List.of(DAY))).isEqualTo(Map.of(DAY, SALES));
    }

    @Test
    void a_password_and_a_number_of_a_database_are_used() {
        try (RedisServer guarded = RedisServer.withPassword("secret")) {
            URI address = URI.create(guarded.address() + "/3");
            try (RedisDays wrong = open(address, "wrong");
                    RedisDays none = open(address, null);
                    RedisDays right = open(address, "secret")) {
                right.put(Map.of(DAY, SALES));
                assertThat(wrong.find(List.of(DAY))).isEmpty();
                assertThat(none.find(List.of(DAY))).isEmpty();
                assertThat(right.find(List.of(DAY))).isEqualTo(Map.of(DAY, SALES));
                try (Jedis own = guarded.connect()) {
                    assertThat(own.dbSize()).isZero();
                    own.select(3);
                    assertThat(own.dbSize()).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "+OK\r\n",
                "-ERR no\r\n",
                ":1\r\n",
                "$-2\r\n",
                "$2147483647\r\n",
                "*2147483647\r\n",
                "*-1\r\n",
                "%1\r\n",
                "$3\r\n123\r\n",
                "\0\0\0\0",
            })
    void a_server_that_answers_rubbish_is_as_good_as_none(String rubbish) throws IOException {
        try (RubbishServer server = RubbishServer.once(rubbish);
                RedisDays confused = open(server.address(), null)) {
            for (int i = 0; i < 4; i++) {
                assertThat(confused.find(List.of(DAY, OTHER))).isEmpty();
                confused.put(Map.of(DAY, SALES));
            }
            assertThat(count("HIT")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "*1\r\n", "$1\r\n", "+OK\r\n", "-ERR no\r\n", "$100000\r\n"})
    void an_answer_without_an_end_is_cut_off(String rubbish) throws IOException {
        try (RubbishServer server = RubbishServer.withoutEnd(rubbish.repeat(10_000));
                RedisDays confused = open(server.address(), null)) {
            for (int i = 0; i < 4; i++) {
                assertThat(confused.find(List.of(DAY, OTHER))).isEmpty();
                confused.put(Map.of(DAY, SALES));
            }
            assertThat(count("HIT")).isZero();
            confused.close();
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void a_server_that_does_not_even_accept_holds_nobody() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                RedisDays hanging = open(URI.create("redis://127.0.0.1:" + deaf.getLocalPort()), null)) {
            for (int i = 0; i < 4; i++) {
                assertThat(hanging.find(List.of(DAY))).isEmpty();
            }
            assertThat(count("FAILURE")).isEqualTo(3);
            assertThat(isOpen()).isTrue();
        }
    }

    @Test
    void a_name_that_is_not_known_is_as_good_as_no_redis() {
        try (RedisDays nowhere = open(URI.create("redis://redis.invalid"), null)) {
            assertThat(nowhere.find(List.of(DAY))).isEmpty();
            assertThat(count("FAILURE")).isEqualTo(1);
        }
    }

    private RedisDays open(URI address, String password) {
        registry = new PrometheusRegistry();
        return new RedisDays(address, password, "a1", nanos::get, registry);
    }

    private void assertUnusable() {
        assertThat(redis.find(List.of(DAY))).isEmpty();
        assertThat(count("UNUSABLE")).isEqualTo(1);
        assertThat(isOpen()).isFalse();
    }

    private double count(String outcome) {
        return registry.scrape(name -> name.startsWith("jangteo_redis_days")).stream()
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> outcome.equals(point.getLabels().get("outcome")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    private boolean isOpen() {
        return registry.scrape(name -> name.startsWith("jangteo_redis_breaker")).stream()
                .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
                .anyMatch(point -> point.getValue() == 1);
    }
}
