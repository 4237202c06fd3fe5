package io.jangteo.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps the prepared statements of a connection to SQLite: preparing is most of the cost of a small statement. A
 * statement in use is not in the map, so two concurrent uses get two statements.
 */
final class KeptStatements implements Statements {
    /** More than all statements of the shop; a bound in case someone builds SQL from data. */
    private static final int STATEMENTS_MAX = 512;

    private static final Pattern ROW_LOCK =
            Pattern.compile("\\bFOR (NO KEY )?(UPDATE|SHARE)\\b( OF \\w+)?( SKIP LOCKED)?");

    private final IdentityHashMap<SqlText, PreparedStatement> idle = new IdentityHashMap<>();

    private long taken;

    /** Returns how many statements were taken so far. */
    long taken() {
        return taken;
    }

    @Override
    public PreparedStatement take(Connection connection, SqlText text) throws SQLException {
        taken++;
        PreparedStatement kept = idle.remove(text);
        return kept == null ? connection.prepareStatement(forSqlite(text.prepared())) : kept;
    }

    /** Returns the numbers, or texts without quotes and escapes, as JSON. */
    @Override
    public Object array(Object array) {
        return array instanceof long[] numbers
                ? Arrays.toString(numbers)
                : Arrays.stream((Object[]) array)
                        .map(text -> "\"" + text + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public void giveBack(SqlText text, PreparedStatement statement) throws SQLException {
        if (idle.size() >= STATEMENTS_MAX || idle.putIfAbsent(text, statement) != null) {
            statement.close();
        }
    }

    /** SQLite has no row locks and needs none: its one writer works alone. Its arrays are JSON. */
    private static String forSqlite(String sql) {
        return ROW_LOCK.matcher(sql).replaceAll("").replace("= ANY(?)", "IN (SELECT value FROM json_each(?))");
    }
}
