package io.jangteo.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import org.jdbi.v3.core.Handle;

/** Brings the rows of a kept database back. */
final class SnapshotSql {
    private static final int ROWS_AT_A_TIME = 500;

    private SnapshotSql() {}

    /** Copies every row of the file into the tables of the same names, which are empty. */
    static void fill(Handle handle, Path file) {
        try (Connection snapshot = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            for (String table : TestModeSql.tables(handle)) {
                copy(snapshot, handle.getConnection(), table);
            }
        } catch (SQLException thrown) {
            throw new IllegalStateException("The snapshot " + file + " cannot be read", thrown);
        }
    }

    private static void copy(Connection from, Connection to, String table) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            String places = String.join(", ", Collections.nCopies(columns, "?"));
            try (PreparedStatement insert = to.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
                int waiting = 0;
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        insert.setObject(column, rows.getObject(column));
                    }
                    insert.addBatch();
                    waiting = (waiting + 1) % ROWS_AT_A_TIME;
                    if (waiting == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
        }
    }
}
