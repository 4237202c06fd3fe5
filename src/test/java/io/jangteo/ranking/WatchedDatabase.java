package io.jangteo.ranking;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.database.Tx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The real database, with a count of reads; can make one read wait between its snapshot and its result. */
final class WatchedDatabase implements Database {
    private final Database database;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Runnable afterNextRead;

    WatchedDatabase(Database database) {
        this.database = database;
    }

    int reads() {
        return reads.get();
    }

    int writes() {
        return writes.get();
    }

    void afterNextRead(Runnable action) {
        afterNextRead = action;
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        reads.incrementAndGet();
        T answer = database.read(work);
        Runnable action = afterNextRead;
        afterNextRead = null;
        if (action != null) {
            action.run();
        }
        return answer;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        writes.incrementAndGet();
        return database.write(work);
    }

    @Override
    public Engine engine() {
        return database.engine();
    }

    @Override
    public void close() {
        database.close();
    }
}
