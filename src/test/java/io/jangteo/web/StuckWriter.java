package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.problem.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A transaction that holds a shop's only writer until it is closed. */
final class StuckWriter implements AutoCloseable {
    private final CountDownLatch go = new CountDownLatch(1);
    private final CompletableFuture<Void> transaction;

    /** The writer is held when this returns. */
    StuckWriter(Database database) {
        CountDownLatch held = new CountDownLatch(1);
        transaction = CompletableFuture.runAsync(
                () -> hold(database, held), work -> new Thread(work, "stuck-writer").start());
        await(held);
    }

    /** Lets the writer go on, and waits until the transaction is over. */
    @Override
    public void close() {
        go.countDown();
        transaction.join();
    }

    private void hold(Database database, CountDownLatch held) {
        boolean refused;
        do {
            refused = false;
            try {
                database.write(tx -> {
                    held.countDown();
                    await(go);
                    return null;
                });
            } catch (Problem overloaded) {
                refused = true;
            }
        } while (refused);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
