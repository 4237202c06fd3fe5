package io.jangteo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jangteo.wire.RawRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    private static final int CONNECTIONS = 8;

    private final Set<String> bodiesSeen = ConcurrentHashMap.newKeySet();
    private final Set<InetSocketAddress> callersSeen = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private HttpServer server;
    private LoadGenerator load;

    @BeforeEach
    void start_a_server_that_echoes() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/echo", exchange -> {
            callersSeen.add(exchange.getRemoteAddress());
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodiesSeen.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/refused", exchange -> {
            byte[] body = "{\"code\":\"NO\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(409, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.close();
        });
        server.start();
        load = new LoadGenerator(server.getAddress(), CONNECTIONS);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void every_request_is_sent_once_and_its_reply_seen_once() {
        List<String> replies = new ArrayList<>();
        List<byte[]> posts = IntStream.range(0, 100)
                .mapToObj(i -> RawRequest.post("/echo", "{\"id\":" + i + ",\"name\":\"손님\"}")
                        .bytes())
                .toList();

        LoadTally tally = load.run(
                LoadWindow.UNTIL_DONE,
                once(posts),
                (status, body) ->
                        replies.add(StandardCharsets.UTF_8.decode(body).toString()));

        assertThat(tally.count(200)).isEqualTo(100);
        assertThat(replies).hasSize(100).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(bodiesSeen);
    }

    @Test
    void each_connection_is_used_again() {
        List<byte[]> posts = IntStream.range(0, 100)
                .mapToObj(i -> RawRequest.post("/echo", "{\"id\":" + i + "}").bytes())
                .toList();

        load.run(LoadWindow.UNTIL_DONE, once(posts), ReplyHandler.IGNORE);

        assertThat(callersSeen).hasSize(CONNECTIONS);
    }

    @Test
    void a_window_ends_in_time_and_counts_its_measured_part_only() {
        byte[] get = RawRequest.post("/echo", "{}").bytes();
        LoadWindow window = new LoadWindow(Duration.ofMillis(100), Duration.ofMillis(200));

        LoadTally tally = load.run(window, () -> get, ReplyHandler.IGNORE);

        assertThat(tally.perSecond()).isPositive();
        assertThat(tally.perSecond() * 0.2).isLessThan(tally.count());
    }

    @Test
    void an_unexpected_status_fails_the_run_and_shows_the_reply() {
        LoadTally tally = load.run(
                LoadWindow.UNTIL_DONE, once(List.of(RawRequest.get("/refused").bytes())), ReplyHandler.IGNORE);

        assertThatThrownBy(() -> tally.requireOnly("a charge", 200, 400))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("a charge")
                .hasMessageContaining("409")
                .hasMessageContaining("{\"code\":\"NO\"}");
        assertThat(tally.requireOnly("a charge", 409)).isSameAs(tally);
    }

    @Test
    void a_reply_without_a_length_fails_the_run() {
        assertThatThrownBy(() -> load.run(
                        LoadWindow.UNTIL_DONE,
                        once(List.of(RawRequest.get("/chunked").bytes())),
                        ReplyHandler.IGNORE))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("without Content-Length");
    }

    @Test
    void a_server_that_hangs_up_fails_the_run() {
        server.createContext("/hang-up", HttpExchange::close);

        assertThatThrownBy(() -> load.run(
                        LoadWindow.UNTIL_DONE,
                        once(List.of(RawRequest.get("/hang-up").bytes())),
                        ReplyHandler.IGNORE))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("closed a connection");
    }

    @Test
    void no_reply_at_all_is_a_failure_too() {
        LoadTally tally = load.run(LoadWindow.UNTIL_DONE, once(List.of()), ReplyHandler.IGNORE);

        assertThatThrownBy(() -> tally.requireOnly("nothing", 200)).isInstanceOf(BenchFailure.class);
    }

    private static Supplier<byte[]> once(List<byte[]> all) {
        Iterator<byte[]> left = all.iterator();
        return () -> left.hasNext() ? left.next() : null;
    }
}
