package io.jangteo.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The statements that move a shop from one engine to the other; {@code setting} marks a database that is half moved. */
final class MoveSql {
    static final String MARK = "moving";

    private static final int FETCH_ROWS = 1_000;

    private MoveSql() {}

    /** Takes one row of {@link #read}; the array is used again for the next one. */
    interface Row {
        void take(@Nullable Object[] values) throws SQLException;
    }

    static List<String> columns(Handle handle, MovedTable table) {
        return Sql.of(handle, "SELECT * FROM " + table.name() + " LIMIT 0").scan(rows -> {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return names;
        });
    }

    static long count(Handle handle, MovedTable table) {
        return Sql.of(handle, "SELECT COUNT(*) FROM " + table.name()).one(row -> row.getLong(1));
    }

    static boolean hasRows(Handle handle, MovedTable table) {
        return Sql.of(handle, "SELECT EXISTS (SELECT 1 FROM " + table.name() + ")")
                .one(row -> row.getBoolean(1));
    }

    /** Reads all rows in the order of their keys, never many at a time, and returns how many there were. */
    static long read(Handle handle, MovedTable table, List<String> columns, Row taker) {
        String statement = "SELECT %s FROM %s ORDER BY %s"
                .formatted(MovedTable.list(columns), table.name(), MovedTable.list(table.key()));
        try (PreparedStatement query = handle.getConnection().prepareStatement(statement)) {
            query.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = query.executeQuery()) {
                @Nullable Object[] values = new Object[columns.size()];
                long read = 0;
                while (rows.next()) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] = rows.getObject(i + 1);
                    }
                    taker.take(values);
                    read++;
                }
                return read;
            }
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    /** Begins to write rows, as {@link CopyText}, into a table of PostgreSQL. */
    static CopyIn copyIn(Connection connection, MovedTable table, List<String> columns) throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY %s (%s) FROM STDIN".formatted(table.name(), MovedTable.list(columns)));
    }

    /** Prepares to write rows into a table of SQLite. */
    static PreparedStatement insertion(Connection connection, MovedTable table, List<String> columns)
            throws SQLException {
        return connection.prepareStatement("INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table.name(),
                        MovedTable.list(columns),
                        String.join(", ", Collections.nCopies(columns.size(), "?"))));
    }

    /** Lets PostgreSQL's next id follow the ones that were written. */
    static void setSequence(Handle handle, MovedTable table) {
        Sql.of(handle, """
            SELECT setval(pg_get_serial_sequence(:name, 'id'), COALESCE(MAX(id), 1), MAX(id) IS NOT NULL)
            FROM %s
            """.formatted(table.name()), "name", table.name()).one(row -> true);
    }

    /** Empties all tables of a half moved PostgreSQL database. */
    static void truncateAll(Handle handle) {
        String names = MovedTable.ALL.stream().map(MovedTable::name).collect(Collectors.joining(", "));
        Sql.of(handle, "TRUNCATE " + names).update();
    }

    /** Tells PostgreSQL's planner how large the table has become. */
    static void analyze(Handle handle, MovedTable table) {
        Sql.of(handle, "ANALYZE " + table.name()).update();
    }

    /** Lets this session take any time, and live as long as its connection. */
    static void lift(Handle handle) {
        for (String limit : List.of(
                "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout")) {
            Sql.of(handle, "SELECT set_config(:name, '0', false)", "name", limit)
                    .one(row -> true);
        }
    }

    /** Returns what the database's mark says, if it is half moved. */
    static Optional<String> mark(Handle handle) {
        return Sql.of(handle, "SELECT value FROM setting WHERE name = :name", "name", MARK)
                .findOne(row -> row.getString(1));
    }

    static void removeMark(Handle handle) {
        Sql.of(handle, "DELETE FROM setting WHERE name = :name", "name", MARK).update();
    }

    static Map<String, String> settings(Handle handle) {
        Map<String, String> settings = new TreeMap<>();
        Sql.of(handle, "SELECT name, value FROM setting")
                .list(row -> settings.put(row.getString("name"), row.getString("value")));
        return settings;
    }

    static void removeSettings(Handle handle) {
        Sql.of(handle, "DELETE FROM setting WHERE name <> :mark", "mark", MARK).update();
    }

    static void insertSetting(Handle handle, String name, String value) {
        Sql.of(handle, "INSERT INTO setting (name, value) VALUES (:name, :value)", "name", name, "value", value)
                .update();
    }
}
