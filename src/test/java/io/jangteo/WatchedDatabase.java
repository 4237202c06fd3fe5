package io.jangteo;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.database.Tx;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

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
        handle.getConfig(SqlStatements.class).setSqlLogger(new Recorder());
        T result = work.get();
        if (engine() == Engine.POSTGRES) {
            // The server tells about a query when the next one begins.
            handle.createQuery("SELECT 1").mapTo(Integer.class).one();
        }
        return result;
    }

    private final class Recorder implements SqlLogger {
        @Override
        public void logBeforeExecution(StatementContext context) {
            statements.add(context.getRenderedSql());
        }

        @Override
        public void logAfterExecution(StatementContext context) {
            try {
                SQLWarning warning = context.getStatement().getWarnings();
                for (; warning != null; warning = warning.getNextWarning()) {
                    notices.add(warning.getMessage());
                }
            } catch (SQLException thrown) {
                throw new IllegalStateException(thrown);
            }
        }
    }
}
