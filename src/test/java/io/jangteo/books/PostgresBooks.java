package io.jangteo.books;

import io.jangteo.Engines;
import io.jangteo.cluster.PostgresServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The shop of a SQLite file on PostgreSQL, where only unique constraints are left of its rules. */
final class PostgresBooks {
    private static final String RULES = """
            SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname)
            FROM pg_constraint
            WHERE contype IN ('c', 'f') AND connamespace = current_schema()::regnamespace
            UNION ALL
            SELECT 'DROP TRIGGER ' || quote_ident(tgname) || ' ON ' || tgrelid::regclass
            FROM pg_trigger
            WHERE tgname = 'order_status_transition'
            """;

    private static final String NUMBERED = """
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'
            """;

    private PostgresBooks() {}

    /** Returns the URL of a new database with all rows of the file. */
    static String copyOf(Path file) {
        String url = PostgresServer.shared().newDatabase();
        Engines.openPostgres(url, InstantSource.system(), new PrometheusRegistry())
                .close();
        try (Connection from = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection to = PostgresServer.shared().connect(url);
                Statement statement = to.createStatement()) {
            for (String rule : texts(to, RULES)) {
                statement.execute(rule);
            }
            statement.execute("DELETE FROM setting");
            for (String table : texts(from, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
                if (!table.startsWith("sqlite_")
                        && !table.contains("_name_part")
                        && !table.equals("schema_migration")) {
                    copy(from, to, table);
                }
            }
            continueNumbers(to);
            return url;
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Lets new rows be numbered from the last one, as SQLite numbers them. */
    static void continueNumbers(Connection connection) throws SQLException {
        for (String table : texts(connection, NUMBERED)) {
            texts(
                    connection,
                    "SELECT setval(pg_get_serial_sequence('%1$s', 'id'), max(id)) FROM %1$s".formatted(table));
        }
    }

    private static void copy(Connection from, Connection to, String table) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("SELECT * FROM " + table)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
            String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            try (PreparedStatement insert = to.prepareStatement(
                    "INSERT INTO %s (%s) VALUES (%s)".formatted(table, String.join(", ", columns), places))) {
                while (rows.next()) {
                    for (int i = 1; i <= columns.size(); i++) {
                        insert.setObject(i, rows.getObject(i));
                    }
                    insert.executeUpdate();
                }
            }
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
