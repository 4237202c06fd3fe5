package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers who wait for events, next to others who do not. */
@BothEngines
class WaitingReadersTest {
    /** More than the reads that the server works on at the same time. */
    private static final int MANY = 100;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.dataPlatformEvents("*"));

    private final List<Connection> readers = new CopyOnWriteArrayList<>();

    /** Leaves none behind, who would count among the next test's. */
    @AfterEach
    void leave() {
        readers.forEach(Connection::close);
        // Far above what it takes; the time for which they would wait is over later.
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 0);
    }

    @Test
    void many_wait_without_taking_the_places_of_others_and_are_all_told() {
        begin(MANY, poll());
        begin(10, stream());
        assertThat(SHOP.admin().get("/admin/events").require(200).json().path("events"))
                .isEmpty();
        long user = SHOP.user(0);
        assertThat(readers).noneMatch(reader -> readers.indexOf(reader) < MANY && reader.isAnswered());
        SHOP.api(Map.of("amount", 1_000))
                .post("/users/{id}/points/charge", user)
                .require(200);
        for (Connection reader : readers.subList(0, MANY)) {
            assertThat(reader.read().require(200).json().findValuesAsText("type"))
                    .containsExactly("points.charged");
        }
        await().until(() -> waiting() == 10);
    }

    @Test
    void whoever_waits_in_vain_is_told_so_when_the_time_is_over() {
        long began = System.nanoTime();
        Response reply = SHOP.admin().get("/admin/events?wait=1").require(200);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(reply.text()).matches("\\{\"events\":\\[],\"nextCursor\":\"[0-9a-f]{8}-0\"}");
    }

    @Test
    void a_stop_ends_the_waiting_at_once() {
        begin(20, poll());
        begin(5, stream());
        long began = System.nanoTime();
        SHOP.restart();
        // Far below the time for which they would wait.
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(20));
        for (Connection reader : readers.subList(0, 20)) {
            assertThat(reader.read().require(200).json().path("events")).isEmpty();
        }
        for (Connection reader : readers.subList(20, 25)) {
            assertThat(reader.read().require(200).text()).isEqualTo(":\n\n");
        }
    }

    @Test
    void whoever_has_left_waits_no_more() {
        begin(20, poll());
        begin(20, stream());
        for (Connection reader : readers.subList(10, 30)) {
            reader.reset();
        }
        leave();
    }

    @Test
    void readers_who_ask_again_at_once_do_not_hold_a_stop_up() {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawRequest request = i % 2 == 0 ? poll() : stream();
            asking.add(new Thread(() -> askUntil(isOver, SHOP.baseUrl(), request)));
        }
        asking.forEach(Thread::start);
        await().until(() -> waiting() == asking.size());
        long began = System.nanoTime();
        SHOP.restart();
        long took = System.nanoTime() - began;
        isOver.set(true);
        await().until(() -> {
            readers.forEach(Connection::close);
            return asking.stream().noneMatch(Thread::isAlive);
        });
        // Half the time after which a stop gives up.
        assertThat(took).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void a_revoked_key_reads_nothing_more() {
        String key = SHOP.admin(Map.of("name", "reader"))
                .post("/admin/keys")
                .require(201)
                .json()
                .path("key")
                .textValue();
        begin(1, poll(key));
        begin(1, stream(key));
        begin(1, poll());
        SHOP.admin().post("/admin/keys/reader/revoke").require(200);
        long user = SHOP.user(0);
        charge(user);
        assertThat(readers.get(0).read().outcome()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(readers.get(1).read().require(200).text()).isEqualTo(":\n\n");
        assertThat(readers.get(2).read().require(200).json().path("events")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.jangteo.TestShop#replacements")
    void nobody_goes_on_in_the_shop_that_takes_the_place(String path) {
        long user = SHOP.user(0);
        SHOP.prepareReplacement(path);
        charge(user);
        String old = SHOP.admin()
                .get("/admin/events")
                .require(200)
                .json()
                .path("nextCursor")
                .textValue();
        RawRequest stream = RawRequest.get("/api/v1/admin/events?after=" + old)
                .header("Accept: text/event-stream")
                .bearer(TestShop.ADMIN_KEY);
        begin(1, stream);
        SHOP.admin().post(path).require(200);
        long another = SHOP.user(0);
        charge(another);
        charge(another);
        assertThat(SHOP.admin().get("/admin/events?after=" + old).outcome()).isEqualTo("410 EVENTS_GONE");
        assertThat(readers.get(0).read().require(200).text()).isEqualTo(":\n\n");
    }

    private static void charge(long user) {
        SHOP.api(Map.of("amount", 1_000))
                .post("/users/{id}/points/charge", user)
                .require(200);
    }

    private void askUntil(AtomicBoolean isOver, String baseUrl, RawRequest request) {
        while (!isOver.get()) {
            try (Connection connection = Connection.to(baseUrl)) {
                readers.add(connection);
                // On the same connection, as long as it lasts.
                while (!isOver.get()) {
                    connection.send(request).read();
                }
            } catch (UncheckedIOException refused) {
                // It listens no more.
            }
        }
    }

    /** Lets readers begin to wait. */
    private void begin(int count, RawRequest request) {
        int before = waiting();
        for (int i = 0; i < count; i++) {
            readers.add(Connection.to(SHOP.baseUrl()).send(request));
        }
        await().until(() -> waiting() == before + count);
    }

    private static RawRequest poll() {
        return poll(TestShop.ADMIN_KEY);
    }

    private static RawRequest poll(String key) {
        return RawRequest.get("/api/v1/admin/events?wait=30").bearer(key);
    }

    private static RawRequest stream() {
        return stream(TestShop.ADMIN_KEY);
    }

    private static RawRequest stream(String key) {
        return RawRequest.get("/api/v1/admin/events")
                .header("Accept: text/event-stream")
                .bearer(key);
    }

    /** How many requests wait. */
    private static int waiting() {
        return ApiCall.to(SHOP.baseUrl())
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("jangteo_http_waiting "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .findAny()
                .orElseThrow();
    }
}
