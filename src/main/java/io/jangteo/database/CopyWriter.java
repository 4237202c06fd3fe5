package io.jangteo.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Writes rows into a table of PostgreSQL, within the connection's transaction. */
final class CopyWriter implements AutoCloseable {
    /** The server remembers each row until the end of its statement, when it checks the foreign keys. */
    private static final int STATEMENT_ROWS = 100_000;

    private final Connection connection;
    private final MovedTable table;
    private final List<String> columns;
    private @Nullable CopyIn underway;
    private int rows;

    CopyWriter(Connection connection, MovedTable table, List<String> columns) {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
    }

    /** @throws UnusableDatabase if a text holds the one character that PostgreSQL does not store */
    void add(@Nullable Object[] row) throws SQLException {
        requireStorable(row);
        if (underway == null) {
            underway = MoveSql.copyIn(connection, table, columns);
        }
        byte[] line = CopyText.of(row);
        underway.writeToCopy(line, 0, line.length);
        if (++rows == STATEMENT_ROWS) {
            end();
        }
    }

    /** Ends the last statement, after the last row. */
    void end() throws SQLException {
        if (underway != null) {
            underway.endCopy();
            underway = null;
        }
        rows = 0;
    }

    /** Gives up a statement that was not ended. */
    @Override
    public void close() {
        if (underway != null && underway.isActive()) {
            try {
                underway.cancelCopy();
            } catch (SQLException thrown) {
                // The transaction is undone in any case.
            }
        }
    }

    private void requireStorable(@Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof String text && text.indexOf('\0') >= 0) {
                throw new UnusableDatabase("The %s of the row %s of %s contains the character U+0000, which PostgreSQL"
                                .formatted(columns.get(i), keyOf(row), table.name())
                        + " cannot store: remove it with sqlite3 and move again");
            }
        }
    }

    private String keyOf(@Nullable Object[] row) {
        return String.join(
                "/",
                table.key().stream()
                        .map(column -> String.valueOf(row[columns.indexOf(column)]))
                        .toList());
    }
}
