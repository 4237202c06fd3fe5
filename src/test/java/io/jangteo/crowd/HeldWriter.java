package io.jangteo.crowd;

import io.jangteo.database.Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Keeps the one writer busy until it is closed, so that everything else that wants to write has to wait. */
public final class HeldWriter implements AutoCloseable {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<Void> write;

    /** Answers when nothing is written any more. */
    public HeldWriter(Database database) {
        // On a thread of its own: the common pool may have too few for all who wait in it.
        write = CompletableFuture.supplyAsync(
                () -> database.write(tx -> {
                    held.countDown();
                    await(released);
                    return null;
                }),
                task -> new Thread(task, "held-writer").start());
        await(held);
    }

    @Override
    public void close() {
        released.countDown();
        write.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
