package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers who wait for events, next to others who do not. */
@BothEngines
class WaitingReadersTest {
    /** More than the reads that the server works on at the same time. */
    private static final int MANY = 100;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.dataPlatformEvents("*"));

    private final List<Connection> readers = new ArrayList<>();

    @AfterEach
    void leave() {
        readers.forEach(Connection::close);
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
        assertThat(reply.text()).isEqualTo("{\"events\":[],\"nextCursor\":\"0\"}");
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

    /** Lets readers begin to wait. */
    private void begin(int count, RawRequest request) {
        int before = waiting();
        for (int i = 0; i < count; i++) {
            readers.add(Connection.to(SHOP.baseUrl()).send(request));
        }
        await().until(() -> waiting() == before + count);
    }

    private static RawRequest poll() {
        return RawRequest.get("/api/v1/admin/events?wait=30").bearer(TestShop.ADMIN_KEY);
    }

    private static RawRequest stream() {
        return RawRequest.get("/api/v1/admin/events")
                .header("Accept: text/event-stream")
                .bearer(TestShop.ADMIN_KEY);
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
