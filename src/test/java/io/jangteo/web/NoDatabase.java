package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Stands where a server needs a database that none of its routes asks. */
final class NoDatabase implements Database {
    @Override
    public <T> T read(Function<Handle, T> work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
