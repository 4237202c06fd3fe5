package io.jangteo.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Lets several reads see what one transaction of PostgreSQL sees. */
record OneSnapshot(Handle handle) implements Database {

    @Override
    public <T> T read(Function<Handle, T> work) {
        return work.apply(handle);
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        throw new IllegalStateException("A snapshot is only read");
    }

    @Override
    public Engine engine() {
        return Engine.POSTGRES;
    }

    @Override
    public void close() {
        // The transaction ends with the work that it was opened for.
    }
}
