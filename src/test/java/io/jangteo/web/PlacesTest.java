package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.idempotency.Reply;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads and actions that take long, on a server with few places. */
class PlacesTest {
    private static final String OVERLOADED = "503 OVERLOADED";

    @TempDir
    Path keys;

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private Server server;

    private void start(Duration waitLimit) {
        server = BareServer.of(
                new NoDatabase(),
                keys,
                "nobody-has-this-key",
                List.of(
                        Route.get("/reads")
                                .named("reads", "Reads long.")
                                .access(Route.Access.ANYONE)
                                .replies(String.class)
                                .reads(request -> hold()),
                        Route.post("/acts")
                                .named("acts", "Acts long.")
                                .access(Route.Access.ANYONE)
                                .replies(String.class)
                                .acts(request -> hold()),
                        Route.get("/answers")
                                .named("answers", "Is there.")
                                .access(Route.Access.ANYONE)
                                .replies(String.class)
                                .answers("there")),
                waitLimit);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.close();
    }

    @Test
    void who_waits_for_a_place_is_turned_away_in_time_although_none_becomes_free() {
        start(Duration.ofMillis(200));
        List<Connection> held = send(RawRequest.get("/reads"), BareServer.READS_MAX);
        Awaitility.await().until(() -> running.get() == BareServer.READS_MAX);
        try (Connection late = Connection.to(address())) {
            assertThat(late.send(RawRequest.get("/reads")).read().outcome()).isEqualTo(OVERLOADED);
        }
        released.countDown();
        assertThat(held).allSatisfy(each -> assertThat(each.read().outcome()).isEqualTo("200"));
        assertThat(running).hasValue(BareServer.READS_MAX);
        held.forEach(Connection::close);
    }

    @Test
    void more_than_may_wait_are_refused_at_once() {
        start(Duration.ofMinutes(5));
        int tooMany = 5;
        List<Connection> all = send(RawRequest.get("/reads"), BareServer.READS_MAX + BareServer.WAITING_MAX + tooMany);
        Awaitility.await()
                .until(() -> all.stream().filter(Connection::isAnswered).count() == tooMany);
        released.countDown();
        List<String> outcomes =
                all.stream().map(Connection::read).map(Response::outcome).toList();
        assertThat(outcomes).filteredOn(OVERLOADED::equals).hasSize(tooMany);
        assertThat(outcomes).filteredOn("200"::equals).hasSize(all.size() - tooMany);
        all.forEach(Connection::close);
    }

    @Test
    void reads_and_actions_that_take_long_hold_up_neither_each_other_nor_what_is_there() {
        start(Duration.ofMinutes(5));
        List<Connection> held = Stream.concat(
                        send(RawRequest.get("/reads"), BareServer.READS_MAX).stream(),
                        send(RawRequest.post("/acts", "{}"), 2 * BareServer.READS_MAX).stream())
                .toList();
        Awaitility.await().until(() -> running.get() == held.size());
        try (Connection other = Connection.to(address())) {
            assertThat(other.send(RawRequest.get("/answers")).read().text()).isEqualTo("\"there\"");
        }
        released.countDown();
        assertThat(held).allSatisfy(each -> assertThat(each.read().outcome()).isEqualTo("200"));
        held.forEach(Connection::close);
    }

    private List<Connection> send(RawRequest request, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> Connection.to(address()).send(request))
                .toList();
    }

    private Reply hold() {
        running.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return new Reply(200, Reply.JSON, null, new byte[] {'1'});
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }
}
