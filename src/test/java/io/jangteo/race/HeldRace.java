package io.jangteo.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.HeldWriter;
import io.jangteo.TestShop;
import io.jangteo.database.Database;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A race held at the point where all concurrent requests are sent and none is answered. The server must commit each
 * write by itself, so that nothing comes between the racing requests and later ones.
 */
final class HeldRace implements AutoCloseable {
    private final HeldWriter writer;
    private final Response started;

    HeldRace(String baseUrl, Database database, Map<String, Integer> wanted) {
        doWhatIsDue(baseUrl);
        CompletableFuture<Response> start;
        CompletableFuture<HeldWriter> next;
        try (HeldWriter before = new HeldWriter(database)) {
            start = later(() -> ApiCall.to(baseUrl).json(wanted).post("/api/v1/races"));
            HeldWriter.awaitWaiting(baseUrl, 1);
            next = later(() -> new HeldWriter(database));
            HeldWriter.awaitWaiting(baseUrl, 2);
        }
        writer = next.join();
        started = start.join();
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        HeldWriter.awaitWaiting(baseUrl, wanted.get("concurrency"));
    }

    /** It would wait in the queue too. */
    private static void doWhatIsDue(String baseUrl) {
        ApiCall.to(baseUrl)
                .bearer(TestShop.ADMIN_KEY)
                .json(Map.of("duration", "PT0S"))
                .post("/api/v1/admin/clock/advance")
                .require(200);
    }

    long id() {
        return started.number("id");
    }

    /** On its own thread: the common pool may have too few for all waiting tasks. */
    static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "held-race").start());
    }

    /** Lets the race continue. */
    @Override
    public void close() {
        writer.close();
    }
}
