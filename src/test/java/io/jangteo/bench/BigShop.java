package io.jangteo.bench;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the data directory of a shop of a given size whose books balance, for measurements that only a large one shows. */
public final class BigShop {
    private static final long PRODUCTS = 1_000;
    private static final long COUPONS = 10;

    /** SQLite's function, as far as the script uses it. */
    private static final String STRFTIME = """
            CREATE FUNCTION strftime(format text, seconds numeric, unit text) RETURNS text LANGUAGE sql AS $$
                SELECT to_char(to_timestamp(seconds) AT TIME ZONE 'UTC',
                    CASE format WHEN '%Y-%m-%d' THEN 'YYYY-MM-DD' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.MS' END)
            $$
            """;

    private static final List<String> PRAGMAS = List.of(
            "synchronous = OFF", "journal_mode = OFF", "foreign_keys = OFF", "cache_size = -1000000", "threads = 2");

    /** Stands in the script before what looks for rows. */
    private static final String INDEXES = "-- indexes\n";

    private static final List<String> NUMBERED = List.of(
            "shop_user",
            "point_entry",
            "product",
            "stock_movement",
            "coupon",
            "issued_coupon",
            "shop_order",
            "delivery");

    private BigShop() {}

    /** The directory, which must not exist, and the number of users; twice as many orders and ten entries for each. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Files.createDirectory(Path.of(arguments[0]));
        make(directory.resolve("jangteo.db"), Long.parseLong(arguments[1]));
    }

    public static void make(Path file, long users) throws IOException, SQLException {
        SqliteDatabase.open(file, SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry())
                .close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String pragma : PRAGMAS) {
                statement.execute("PRAGMA " + pragma);
            }
            List<String> indexes = dropIndexes(statement);
            statement.execute("BEGIN");
            for (String part : script(users).split(INDEXES)) {
                for (String sql : part.strip().split(";\n")) {
                    statement.execute(sql);
                }
                // Sorting all keys at once is many times as fast as adding them one by one.
                for (String index : indexes) {
                    statement.execute(index.replaceFirst("INDEX ", "INDEX IF NOT EXISTS "));
                }
            }
            statement.execute("COMMIT");
        }
    }

    /** Returns the statements that make them again. */
    private static List<String> dropIndexes(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> made = new ArrayList<>();
        try (Statement query = statement.getConnection().createStatement();
                ResultSet rows = query.executeQuery(
                        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                made.add(rows.getString(2));
            }
        }
        for (String name : names) {
            statement.execute("DROP INDEX " + name);
        }
        return made;
    }

    /** Fills an empty shop on PostgreSQL, whose next rows are numbered from the last one. */
    public static void fill(Connection postgres, long users) throws IOException, SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute(STRFTIME);
            for (String sql : script(users).split(";\n")) {
                statement.execute(
                        sql.replace("json_object(", "json_build_object(").replace("json_array(", "json_build_array("));
            }
            for (String table : NUMBERED) {
                statement.execute(
                        "SELECT setval(pg_get_serial_sequence('%1$s', 'id'), max(id)) FROM %1$s".formatted(table));
            }
            statement.execute("ANALYZE");
        }
    }

    private static String script(long users) throws IOException {
        long orders = 2 * users;
        long entries = 10 * users;
        long copiesOfEach = users / 2 / COUPONS;
        Map<String, Long> sizes = Map.of(
                "users", users,
                "products", PRODUCTS,
                "orders", orders,
                "entries", entries,
                // Nearly all orders were paid, and a few gave back what they took.
                "charges", entries - orders,
                "copies", copiesOfEach * COUPONS,
                "copiesOfEach", copiesOfEach);
        try (InputStream script = BigShop.class.getResourceAsStream("big-shop.sql")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, Long> size : sizes.entrySet()) {
                text = text.replace("${" + size.getKey() + "}", size.getValue().toString());
            }
            return text;
        }
    }
}
