package io.jangteo.database;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps a connection's prepared statements for the next use: preparing again is most of what a small statement costs.
 * A statement in use is not in the map, so two uses at once get two statements.
 */
final class KeptStatements implements StatementBuilder {
    /** More than all statements of the shop; a bound, should someone build SQL from data. */
    private static final int STATEMENTS_MAX = 512;

    private final Map<String, PreparedStatement> idle = new HashMap<>();
    /** Jdbi closes with another text than it created with, so the statement itself tells what it is. */
    private final Map<Statement, String> sqlOf = new IdentityHashMap<>();

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        if (kept != null) {
            return kept;
        }
        PreparedStatement prepared = connection.prepareStatement(sql);
        sqlOf.put(prepared, sql);
        return prepared;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return connection.prepareCall(sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        String text = sqlOf.get(statement);
        boolean kept = text != null
                && idle.size() < STATEMENTS_MAX
                && idle.putIfAbsent(text, (PreparedStatement) statement) == null;
        if (!kept) {
            sqlOf.remove(statement);
            statement.close();
        }
    }
}
