package io.jangteo.database;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps a connection's prepared statements for reuse: preparing is most of the cost of a small statement. A statement
 * in use is not in the map, so two concurrent uses get two statements.
 */
final class KeptStatements implements StatementBuilder {
    /** More than all statements of the shop; a bound in case someone builds SQL from data. */
    private static final int STATEMENTS_MAX = 512;

    private static final Pattern ROW_LOCK =
            Pattern.compile("\\bFOR (NO KEY )?(UPDATE|SHARE)\\b( OF \\w+)?( SKIP LOCKED)?");

    private final Map<String, PreparedStatement> idle = new HashMap<>();
    /** Jdbi closes a statement with a different text than it created it with, so the statement itself is the key. */
    private final IdentityHashMap<Statement, String> sqlOf = new IdentityHashMap<>();

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
        PreparedStatement prepared = connection.prepareStatement(withoutLocks(sql));
        sqlOf.put(prepared, sql);
        return prepared;
    }

    /** SQLite has no row locks and needs none: its one writer works alone. */
    private static String withoutLocks(String sql) {
        return ROW_LOCK.matcher(sql).replaceAll("");
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
