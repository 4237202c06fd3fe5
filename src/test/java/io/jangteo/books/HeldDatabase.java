package io.jangteo.books;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A real database whose reads wait until they are released, which simulates a shop of any size. */
final class HeldDatabase implements Database {
    final AtomicInteger reads = new AtomicInteger();
    private final Database database;
    private final Semaphore permits = new Semaphore(0);
    private final CountDownLatch first = new CountDownLatch(1);

    HeldDatabase(Database database) {
        this.database = database;
    }

    void letThrough() {
        permits.release(1_000_000);
    }

    void awaitFirstRead() throws InterruptedException {
        first.await();
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        T result = database.read(handle -> {
            // The snapshot is taken before the wait, as in a long read.
            handle.createQuery("SELECT COUNT(*) FROM shop_user")
                    .mapTo(Long.class)
                    .one();
            reads.incrementAndGet();
            first.countDown();
            permits.acquireUninterruptibly();
            return work.apply(handle);
        });
        return result;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        return database.write(work);
    }

    @Override
    public void close() {
        database.close();
    }
}
