package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.Engines;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.Database;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The small, correct shop of {@code shop.sql}, and a way to corrupt it past the rules of the schema. */
@BothEngines
abstract class BooksOfAShop {
    private static byte[] correctShop;
    private static String correctPostgres;

    @TempDir
    Path directory;

    Books books;
    Database database;
    private String postgres;

    /** Made once: the schema takes longer than the books. */
    @BeforeAll
    static void makeTheShop(@TempDir Path directory) throws IOException, SQLException {
        Path file = directory.resolve("shop.db");
        open(file).close();
        try (InputStream script = BooksOfAShop.class.getResourceAsStream("shop.sql")) {
            // A shop cannot be opened without its state machine.
            try (Connection connection = tampering(file)) {
                change(connection, new String(script.readAllBytes(), StandardCharsets.UTF_8), stateMachine());
            }
        }
        correctShop = Files.readAllBytes(file);
        if (Engines.isPostgres()) {
            correctPostgres = PostgresBooks.copyOf(file);
        }
    }

    @BeforeEach
    void open() throws IOException {
        if (Engines.isPostgres()) {
            postgres = PostgresServer.shared().newDatabaseFrom(correctPostgres);
            database = Engines.openPostgres(postgres, InstantSource.system(), new PrometheusRegistry());
        } else {
            Files.write(file(), correctShop);
            database = open(file());
        }
        books = new Books(database);
    }

    @AfterEach
    void close() {
        database.close();
        if (Engines.isPostgres()) {
            PostgresServer.shared().dropDatabase(postgres);
        }
    }

    @AfterAll
    static void dropTheShop() {
        if (Engines.isPostgres()) {
            PostgresServer.shared().dropDatabase(correctPostgres);
        }
    }

    /** Changes the shop directly: no foreign keys, no checks, no state machine. */
    void plant(String... statements) {
        try (Connection connection = tampering()) {
            change(connection, statements);
        } catch (SQLException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Recreates the table with the same rows, but without keys and unique constraints. */
    void loosen(String table) {
        plant(
                "CREATE TABLE loose AS SELECT * FROM " + table,
                "DROP TABLE " + table,
                "ALTER TABLE loose RENAME TO " + table);
    }

    /** The violations of every check that found some. */
    Map<String, List<String>> violations() {
        BooksReport report = books.check();
        Map<String, List<String>> violations = new LinkedHashMap<>();
        report.checks().stream()
                .filter(check -> !check.violations().isEmpty())
                .forEach(check -> violations.put(check.name(), check.violations()));
        assertThat(report.balanced()).isEqualTo(violations.isEmpty());
        return violations;
    }

    private Path file() {
        return directory.resolve("shop.db");
    }

    private static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file, SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry());
    }

    /** A connection on which only the keys of the schema are enforced. */
    Connection tampering() throws SQLException {
        return Engines.isPostgres() ? PostgresServer.shared().connect(postgres) : tampering(file());
    }

    private static Connection tampering(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            statement.execute("PRAGMA ignore_check_constraints = ON");
            statement.execute("DROP TRIGGER IF EXISTS order_status_transition");
        }
        return connection;
    }

    private static String stateMachine() throws IOException {
        try (InputStream migration =
                BooksOfAShop.class.getResourceAsStream("/db/migration/sqlite/0005-order-transitions.sql")) {
            return new String(migration.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void change(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
            statement.execute("COMMIT");
        }
    }
}
