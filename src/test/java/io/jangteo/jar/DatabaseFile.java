package io.jangteo.jar;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A shop's database file, opened by the test beside the server or after it. */
public final class DatabaseFile implements AutoCloseable {
    private final Connection connection;

    public DatabaseFile(Path data) {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("jangteo.db"));
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Nobody else can write until {@link #letGo()}. */
    void hold() {
        execute("BEGIN IMMEDIATE");
    }

    void letGo() {
        execute("ROLLBACK");
    }

    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    public long number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Every row of a query, each as its columns joined. */
    public List<String> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringJoiner joined = new StringJoiner("|");
                for (int column = 1; column <= columns; column++) {
                    joined.add(String.valueOf(row.getString(column)));
                }
                rows.add(joined.toString());
            }
            return rows;
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
