package io.jangteo;

import static org.awaitility.Awaitility.await;

import io.jangteo.database.Database;
import io.jangteo.wire.ApiCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps the one writer busy until it is closed, so that all other writes have to wait. */
public final class HeldWriter implements AutoCloseable {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<Void> write;

    /**
     * Returns once the writer is held. The shop's own pending writes are done before, such as the ranked days after a
     * reset, so that only the test's own writes wait.
     */
    public static HeldWriter of(TestShop shop) {
        shop.advance(Duration.ZERO);
        return new HeldWriter(shop.database());
    }

    /** Returns when it is its turn to write, behind all waiting writes. */
    public HeldWriter(Database database) {
        // On its own thread: the common pool may have too few for all waiting tasks.
        write = CompletableFuture.supplyAsync(
                () -> database.write(tx -> {
                    held.countDown();
                    awaitLatch(released);
                    return null;
                }),
                task -> new Thread(task, "held-writer").start());
        write.whenComplete((done, refused) -> held.countDown());
        awaitLatch(held);
        if (write.isCompletedExceptionally()) {
            write.join();
        }
    }

    /** Returns once that many writes wait for the writer. */
    public static void awaitWaiting(String baseUrl, int writes) {
        await().pollInterval(Duration.ofMillis(10)).until(() -> waiting(baseUrl), now -> now == writes);
    }

    /** How many writes wait for the writer. */
    public static int waiting(String baseUrl) {
        return ApiCall.to(baseUrl)
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("jangteo_writer_queue_length "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .findAny()
                .orElseThrow();
    }

    @Override
    public void close() {
        released.countDown();
        write.join();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
