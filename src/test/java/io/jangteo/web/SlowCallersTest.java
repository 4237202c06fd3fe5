package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.HeldWriter;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hundreds of callers at a time, more than the server answers at once, who wait or are slow. */
@Tag("slow")
@SqliteOnly("fills the queue of the one writer")
class SlowCallersTest {
    private static final int CALLERS = 300;

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void reads_are_answered_while_hundreds_wait_for_the_writer() {
        long user = SHOP.user(0);
        RawRequest charge = RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
        List<Connection> connections = connections();
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            try (HeldWriter held = HeldWriter.of(SHOP)) {
                connections.forEach(connection -> connection.send(charge));
                untilTheyWait(door);
                for (String path : List.of("/api/v1/products", "/api/v1/users/" + user, "/health/live")) {
                    assertThat(door.ask(RawRequest.get(path)).status()).as(path).isEqualTo(200);
                }
            }
            List<Integer> statuses = connections.stream()
                    .map(connection -> connection.read().status())
                    .toList();
            assertThat(statuses).isSubsetOf(200, 503);
            assertThat(SHOP.pointsOf(user))
                    .isEqualTo(1_000L
                            * statuses.stream().filter(status -> status == 200).count());
        } finally {
            connections.forEach(Connection::close);
        }
    }

    @Test
    void senders_who_trickle_take_no_ones_place() {
        RawRequest create = Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"느린 손님\"}"));
        byte[] bytes = create.bytes();
        int sent = bytes.length - 5;
        List<Connection> connections = connections();
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            connections.forEach(connection -> connection.send(Arrays.copyOf(bytes, sent)));
            for (int i = 0; i < 20; i++) {
                assertThat(door.send(RawRequest.get("/api/v1/products")).status())
                        .isEqualTo(200);
                assertThat(door.send(create).status()).isEqualTo(201);
            }
            assertThat(connections).noneMatch(Connection::isAnswered);
            connections.forEach(connection -> connection.send(Arrays.copyOfRange(bytes, sent, bytes.length)));
            assertThat(connections)
                    .allSatisfy(
                            connection -> assertThat(connection.read().status()).isEqualTo(201));
        } finally {
            connections.forEach(Connection::close);
        }
    }

    @Test
    void senders_of_large_bodies_who_stop_halfway_take_no_ones_place() {
        RawRequest create = Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"느린 손님\"}"));
        byte[] bytes = create.body(create.text() + " ".repeat(60_000)).bytes();
        List<Connection> connections = connections();
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            connections.forEach(connection -> connection.send(Arrays.copyOf(bytes, 50_000)));
            for (int i = 0; i < 20; i++) {
                assertThat(door.send(RawRequest.get("/api/v1/products")).status())
                        .isEqualTo(200);
                assertThat(door.send(create).status()).isEqualTo(201);
            }
        } finally {
            connections.forEach(Connection::close);
        }
    }

    @Test
    void whoever_dawdles_is_cut_off() {
        String head = "POST /api/v1/admin/users HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + TestShop.ADMIN_KEY + "\r\nContent-Type: application/json\r\n";
        Map<Connection, String> dawdlers = Map.of(
                Connection.to(SHOP.baseUrl()).send(head + "Content-Length: 1000\r\n\r\n"), "",
                Connection.to(SHOP.baseUrl()).send(head + "Content-Length: 1000\r\n\r\n{\"name\""), "",
                Connection.to(SHOP.baseUrl()).send(head + "Content-Length: 1000\r\n\r\n{\"name\""), " ",
                Connection.to(SHOP.baseUrl()).send(head + "Content-Length: 60000\r\n\r\n" + " ".repeat(50_000)), " ",
                Connection.to(SHOP.baseUrl()).send(head + "Transfer-Encoding: chunked\r\n\r\n"), "1\r\n \r\n");
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            door.assertNoEffect(() -> await().pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        dawdlers.forEach(
                                (connection, more) -> connection.trySend(more.getBytes(StandardCharsets.US_ASCII)));
                        return dawdlers.keySet().stream().allMatch(Connection::isAnswered);
                    }));
        } finally {
            dawdlers.keySet().forEach(Connection::close);
        }
    }

    @Test
    void senders_who_never_finish_their_headers_take_no_ones_place() {
        List<Connection> connections = connections();
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            connections.forEach(
                    connection -> connection.send("POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "));
            for (int i = 0; i < 20; i++) {
                assertThat(door.send(RawRequest.get("/api/v1/products")).status())
                        .isEqualTo(200);
            }
        } finally {
            connections.forEach(Connection::close);
        }
    }

    /** Waits until the queue is full. */
    private static void untilTheyWait(DocumentedDoor door) {
        await().until(() -> waiting(door) < 0 || waiting(door) > CALLERS / 2);
    }

    private static List<Connection> connections() {
        return new ArrayList<>(IntStream.range(0, CALLERS)
                .mapToObj(number -> Connection.to(SHOP.baseUrl()))
                .toList());
    }

    private static double waiting(DocumentedDoor door) {
        return door.ask(RawRequest.get("/metrics"))
                .text()
                .lines()
                .filter(line -> line.startsWith("jangteo_writer_queue_length "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElse(-1);
    }
}
