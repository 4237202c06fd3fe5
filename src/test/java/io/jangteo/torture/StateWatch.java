package io.jangteo.torture;

import io.jangteo.ShopState;
import io.jangteo.jar.DatabaseFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sees from beside a running shop whether anything of it changes that a refusal has to leave as it is. */
final class StateWatch implements AutoCloseable {
    private final Path data;
    private DatabaseFile database;
    private long version;
    private List<String> rows;

    StateWatch(Path data) {
        this.data = data;
        begin();
    }

    /** Whether a row has changed since the last look. SQLite itself tells whether anybody has committed at all. */
    boolean hasChanged() {
        long now = database.number("PRAGMA data_version");
        if (now == version) {
            return false;
        }
        version = now;
        List<String> before = rows;
        rows = rows();
        return !rows.equals(before);
    }

    /** Looks anew, also where the file is another one now. */
    void begin() {
        if (database != null) {
            database.close();
        }
        database = new DatabaseFile(data);
        version = database.number("PRAGMA data_version");
        rows = rows();
    }

    @Override
    public void close() {
        database.close();
    }

    private List<String> rows() {
        List<String> all = new ArrayList<>();
        for (String statement : ShopState.statements()) {
            all.add(statement);
            all.addAll(database.rows(statement));
        }
        return all;
    }
}
