package io.jangteo.testmode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A table's rows in memory.
 *
 * @param columns the number of columns in each row
 */
record KeptRowsSql(int columns, List<Object[]> rows) {

    /** Returns all tables of the shop that have rows, by name, with referenced tables first. */
    static Map<String, KeptRowsSql> read(Handle handle) {
        return read(handle.getConnection(), TestModeSql.tables(handle));
    }

    /** Returns the same tables of the file. */
    static Map<String, KeptRowsSql> read(Handle handle, Path file) {
        try (Connection kept = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            return read(kept, TestModeSql.tables(handle));
        } catch (SQLException thrown) {
            throw new IllegalStateException("The snapshot " + file + " cannot be read", thrown);
        }
    }

    /** Puts the rows back into the empty tables. */
    static void fill(Handle handle, Map<String, KeptRowsSql> content) {
        try {
            for (Map.Entry<String, KeptRowsSql> entry : content.entrySet()) {
                entry.getValue().insertInto(handle.getConnection(), entry.getKey());
            }
        } catch (SQLException thrown) {
            throw new IllegalStateException("The rows cannot be restored", thrown);
        }
    }

    private static Map<String, KeptRowsSql> read(Connection connection, List<String> tables) {
        Map<String, KeptRowsSql> content = new LinkedHashMap<>();
        try {
            for (String table : tables) {
                KeptRowsSql kept = of(connection, table);
                if (!kept.rows.isEmpty()) {
                    content.put(table, kept);
                }
            }
        } catch (SQLException thrown) {
            throw new IllegalStateException("The rows cannot be read", thrown);
        }
        return content;
    }

    private static KeptRowsSql of(Connection connection, String table) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet found = select.executeQuery("SELECT * FROM " + table)) {
            int columns = found.getMetaData().getColumnCount();
            List<Object[]> rows = new ArrayList<>();
            while (found.next()) {
                Object[] row = new Object[columns];
                for (int column = 0; column < columns; column++) {
                    row[column] = found.getObject(column + 1);
                }
                rows.add(row);
            }
            return new KeptRowsSql(columns, rows);
        }
    }

    private void insertInto(Connection connection, String table) throws SQLException {
        String places = String.join(", ", Collections.nCopies(columns, "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
            for (Object[] row : rows) {
                for (int column = 0; column < columns; column++) {
                    insert.setObject(column + 1, row[column]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
