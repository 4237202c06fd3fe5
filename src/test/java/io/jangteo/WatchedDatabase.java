package io.jangteo;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.database.Sql;
import io.jangteo.database.SqlText;
import io.jangteo.database.Statements;
import io.jangteo.database.Tx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * A database that records the statements that are run on it, and what the server tells about them.
 *
 * @param statements as they are written in the code
 * @param notices in the order in which they came
 */
record WatchedDatabase(Database database, Set<String> statements, List<String> notices) implements Database {
    WatchedDatabase(Database database) {
        this(database, new LinkedHashSet<>(), new ArrayList<>());
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        return database.read(handle -> watched(handle, () -> work.apply(handle)));
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        return database.write(tx -> watched(tx.handle(), () -> work.apply(tx)));
    }

    @Override
    public Engine engine() {
        return database.engine();
    }

    @Override
    public void close() {
        database.close();
    }

    private <T> T watched(Handle handle, Supplier<T> work) {
        Engine.Setting setting = handle.getConfig(Engine.Setting.class);
        Statements unwatched = setting.statements();
        setting.set(new Recorder(unwatched));
        try {
            T result = work.get();
            if (engine() == Engine.POSTGRES) {
                // The server tells about a query when the next one begins.
                Sql.of(handle, "SELECT 1").<Integer>one(row -> row.getInt(1));
            }
            return result;
        } finally {
            setting.set(unwatched);
        }
    }

    private final class Recorder implements Statements {
        private final Statements watched;

        Recorder(Statements watched) {
            this.watched = watched;
        }

        @Override
        public PreparedStatement take(Connection connection, SqlText text) throws SQLException {
            statements.add(text.written());
            return watched.take(connection, text);
        }

        @Override
        public Object array(Object array) {
            return watched.array(array);
        }

        @Override
        public void giveBack(SqlText text, PreparedStatement statement) throws SQLException {
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                notices.add(warning.getMessage());
            }
            watched.giveBack(text, statement);
        }
    }
}
