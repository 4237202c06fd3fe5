package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database that can be made to refuse every read and fail every commit. */
final class BrokenDatabase implements Database {
    private final Database database;
    private volatile boolean refusesReads;
    private volatile boolean refusesWrites;

    BrokenDatabase(Database database) {
        this.database = database;
    }

    void refuseReads(boolean refuse) {
        refusesReads = refuse;
    }

    void refuseWrites(boolean refuse) {
        refusesWrites = refuse;
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        if (refusesReads) {
            throw Refusals.OVERLOADED.problem();
        }
        return database.read(work);
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        if (refusesWrites) {
            throw Refusals.OUTCOME_UNKNOWN.problem();
        }
        return database.write(work);
    }

    @Override
    public void close() {
        database.close();
    }
}
