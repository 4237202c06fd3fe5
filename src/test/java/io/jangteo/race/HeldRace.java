package io.jangteo.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.TestShop;
import io.jangteo.crowd.HeldWriter;
import io.jangteo.database.Database;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A race in which all who ask at the same time have asked and none is answered, for as long as wanted. The server has
 * to commit each write by itself: then nothing comes between those who race and whoever asks after them.
 */
final class HeldRace implements AutoCloseable {
    private final String baseUrl;
    private final HeldWriter writer;
    private final Response started;

    HeldRace(String baseUrl, Database database, Map<String, Integer> wanted) {
        this.baseUrl = baseUrl;
        doWhatIsDue();
        CompletableFuture<Response> start;
        CompletableFuture<HeldWriter> next;
        try (HeldWriter before = new HeldWriter(database)) {
            start = later(() -> RestAssured.given()
                    .baseUri(baseUrl)
                    .contentType(ContentType.JSON)
                    .body(wanted)
                    .post("/api/v1/races"));
            awaitWaitingWrites(1);
            next = later(() -> new HeldWriter(database));
            awaitWaitingWrites(2);
        }
        writer = next.join();
        started = start.join();
        assertThat(started.statusCode()).as(started.asString()).isEqualTo(201);
        awaitWaitingWrites(wanted.get("concurrency"));
    }

    /** It would stand in the queue too. */
    private void doWhatIsDue() {
        RestAssured.given()
                .baseUri(baseUrl)
                .header("Authorization", "Bearer " + TestShop.ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body(Map.of("duration", "PT0S"))
                .post("/api/v1/admin/clock/advance")
                .then()
                .statusCode(200);
    }

    long id() {
        return started.jsonPath().getLong("id");
    }

    void awaitWaitingWrites(int number) {
        awaitWaitingWrites(baseUrl, number);
    }

    static void awaitWaitingWrites(String baseUrl, int number) {
        await().atMost(RaceCalls.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> RestAssured.get(baseUrl + "/metrics")
                        .asString()
                        .contains("jangteo_writer_queue_length %d.0\n".formatted(number)));
    }

    /** On a thread of its own: the common pool may have too few for all who wait. */
    static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "held-race").start());
    }

    /** The race goes on. */
    @Override
    public void close() {
        writer.close();
    }
}
