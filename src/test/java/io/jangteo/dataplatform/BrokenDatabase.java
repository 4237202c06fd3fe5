package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusal;
import io.jangteo.problem.Refusals;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A database that can be made to refuse every read and fail every commit. */
final class BrokenDatabase implements Database {
    private final Database database;
    private volatile boolean refusesReads;
    private volatile @Nullable Refusal writes;

    BrokenDatabase(Database database) {
        this.database = database;
    }

    void refuseReads(boolean refuse) {
        refusesReads = refuse;
    }

    void refuseWrites(boolean refuse) {
        writes = refuse ? Refusals.OUTCOME_UNKNOWN : null;
    }

    void refuseWrites(Refusal refusal) {
        writes = refusal;
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
        Refusal refusal = writes;
        if (refusal != null) {
            throw refusal.problem();
        }
        return database.write(work);
    }

    @Override
    public void close() {
        database.close();
    }
}
