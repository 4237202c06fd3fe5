package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.TestShop;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Large lists on their way to callers who read fast, slowly, or not to the end. */
@Tag("slow")
@Tag("wide")
@BothEngines
class ExportsTest {
    private static final int ROWS = 200_000;
    private static final RawRequest EXPORT =
            Examples.administrator(RawRequest.get("/api/v1/admin/users").header("Accept: text/csv"));

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    /** In parts: PostgreSQL looks for what refers to each row. */
    @AfterEach
    void empty() {
        int deleted;
        do {
            deleted = SHOP.database()
                    .write(tx -> tx.handle()
                            .execute("DELETE FROM shop_user WHERE id IN"
                                    + " (SELECT id FROM shop_user WHERE created_at = 0 ORDER BY id LIMIT 10000)"));
        } while (deleted > 0);
    }

    @Test
    void two_hundred_thousand_rows_come_in_order_and_none_is_missing() throws Exception {
        fill(ROWS);
        HttpRequest request = HttpRequest.newBuilder(URI.create(SHOP.baseUrl() + "/api/v1/admin/users"))
                .header("Authorization", "Bearer " + TestShop.ADMIN_KEY)
                .header("Accept", "text/csv")
                .build();
        HttpResponse<Stream<String>> reply =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        long[] last = {0, 0};
        try (Stream<String> lines = reply.body()) {
            lines.skip(1).forEach(line -> {
                long id = Long.parseLong(line.substring(0, line.indexOf(',')));
                assertThat(id).isGreaterThan(last[0]);
                last[0] = id;
                last[1]++;
            });
        }
        assertThat(last[1]).isEqualTo(ROWS);
    }

    @Test
    void callers_who_do_not_read_hold_nobody_up_and_have_a_bounded_number_of_places() {
        fill(ROWS);
        List<Connection> idle = new ArrayList<>();
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            for (int i = 0; i < Exports.RUNNING_MAX; i++) {
                Connection connection = Connection.to(SHOP.baseUrl()).send(EXPORT.bytes());
                idle.add(connection);
                await().until(connection::isAnswered);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(door.send(RawRequest.get("/api/v1/products")).status())
                        .isEqualTo(200);
                SHOP.user("손님", 0);
            }
            Response refused = door.ask(EXPORT);
            assertThat(refused.outcome()).isEqualTo("503 OVERLOADED");
            assertThat(refused.header("Content-Disposition")).isNull();
            idle.remove(0).reset();
            // Its place is free once the server has noticed.
            await().until(() -> statusOf(EXPORT) == 200);
        } finally {
            idle.forEach(Connection::reset);
        }
        await().until(() -> statusOf(EXPORT) == 200);
    }

    @Test
    void a_stop_ends_an_export_and_its_reader_does_not_take_the_part_for_the_whole() {
        fill(ROWS);
        try (Connection reader = Connection.to(SHOP.baseUrl()).send(EXPORT.bytes())) {
            await().until(reader::isAnswered);
            // It reads on as fast as it can: the server has to end this by itself.
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(reader::drain);
            SHOP.restart();
            byte[] all = read.join();
            String end = new String(Arrays.copyOfRange(all, all.length - 5, all.length), StandardCharsets.ISO_8859_1);
            assertThat(end).isNotEqualTo("0\r\n\r\n");
        }
    }

    private static int statusOf(RawRequest request) {
        try (Connection connection = Connection.to(SHOP.baseUrl()).send(request.bytes())) {
            return connection.read().status();
        }
    }

    /** In parts: each is a transaction of its own, as short as the shop's. */
    private static void fill(int rows) {
        int part = Math.min(rows, 20_000);
        String numbers = Engines.isPostgres()
                ? "SELECT generate_series(1, " + part + ")"
                : "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + part
                        + ") SELECT i FROM n";
        for (int filled = 0; filled < rows; filled += part) {
            SHOP.database()
                    .run(tx -> tx.handle()
                            .execute("INSERT INTO shop_user (name, point, point_max, created_at) SELECT '"
                                    + "손님".repeat(20) + "', 0, 1000000, 0 FROM (" + numbers + ") AS many"));
        }
    }
}
