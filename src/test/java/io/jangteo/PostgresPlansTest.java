package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.database.Sql;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No statement of the shop reads a whole table or index of a large shop on PostgreSQL, and no check of a foreign key does:
 * PostgreSQL itself says how much each one read, by {@code auto_explain}.
 */
@Tag("slow")
class PostgresPlansTest {
    /** More than any statement of the flows reads. Each of the large shop's tables and whole indexes has more. */
    private static final int PAGES_MAX = 100;

    /** From the sixth time on, a session may keep one plan of a statement for all values. */
    private static final int TIMES = 7;

    /** What reads more, by what it begins with. */
    private static final List<String> EXCEPTIONS = List.of(
            // Steps from day to day: it reads as many entries of an index as there are days.
            "WITH RECURSIVE sold",
            // The administrator's lists by points and by stocks, which have no index.
            "SELECT id, name, point, reference FROM shop_user WHERE (point <",
            "SELECT * FROM product WHERE on_sale = $1 AND (stock >",
            // The administrator's lists of orders, counted: the same plan, up to a hundred thousand of them.
            "SELECT count(*) FROM (SELECT id FROM",
            // One or two characters are in no index of parts of names.
            "SELECT id FROM shop_user WHERE lower(name) LIKE",
            "SELECT id, name, point, reference FROM shop_user WHERE lower(name) LIKE",
            "SELECT * FROM product WHERE lower(name) LIKE",
            // What needs the administrator's attention, which has no index either.
            "SELECT id, name FROM product WHERE on_sale = 1 AND stock =",
            "SELECT id, name, stock FROM product WHERE on_sale = 1 AND stock BETWEEN",
            "SELECT id, name, quantity - issued AS remaining",
            // Whether an order names a coupon that a race made up; an index would cost each order.
            "SELECT 1 FROM ONLY \"public\".\"shop_order\" x WHERE $1 OPERATOR(pg_catalog.=) \"issued_coupon_id\"");

    private static final String SETTINGS = """
            ALTER DATABASE %1$s SET session_preload_libraries = 'auto_explain';
            ALTER DATABASE %1$s SET auto_explain.log_min_duration = 0;
            ALTER DATABASE %1$s SET auto_explain.log_nested_statements = on;
            ALTER DATABASE %1$s SET auto_explain.log_analyze = on;
            ALTER DATABASE %1$s SET auto_explain.log_timing = off;
            ALTER DATABASE %1$s SET auto_explain.log_buffers = on;
            ALTER DATABASE %1$s SET auto_explain.log_format = json;
            ALTER DATABASE %1$s SET auto_explain.log_level = notice
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The books, moves to another engine, test mode, the demo shop and an export read whole tables. */
    private static final Set<String> READ_WHOLE_TABLES = Set.of("books", "database", "testmode", "demo", "seed");

    private static final String AT_START =
            "UPDATE shop_user SET point_max = CASE WHEN point > :pointMax THEN point ELSE"
                    + " :pointMax END WHERE point_max <> CASE WHEN point > :pointMax THEN point ELSE :pointMax END";

    private static final Pattern TEXT = Pattern.compile("\"\"\"\\s*\n(.*?)\"\"\"|\"([^\"\n]+)\"", Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile("^(SELECT|INSERT|UPDATE|DELETE|WITH) ");
    private static final Pattern LARGE = Pattern.compile(
            "\\b(shop_user|point_entry|product|stock_movement|coupon|"
                    + "coupon_change|issued_coupon|shop_order|order_line|delivery|delivery_attempt|sales_day|daily_sales|idempotency_key|audit_entry)\\b");

    @TempDir
    Path directory;

    private static String url;
    private static WatchedDatabase database;

    @BeforeAll
    static void open() {
        url = PostgresServer.shared().newDatabase();
        execute(SETTINGS.formatted(url.replaceAll(".*/(\\w+)\\?.*", "$1")));
        // The driver lets the session keep a plan from the first time on.
        database = new WatchedDatabase(Engines.openPostgres(
                url + "&prepareThreshold=1", InstantSource.fixed(ShopFlows.NOW), new PrometheusRegistry()));
    }

    @AfterAll
    static void close() {
        database.close();
        PostgresServer.shared().dropDatabase(url);
    }

    @Test
    void no_statement_reads_a_large_table() {
        play("small", 5);
        fill();
        database.notices().clear();
        ShopFlows.play("grown", database, 1_025_000);
        assertLittleIsRead("by plans from the time when the shop was small");
        execute("ANALYZE");
        play("large", 1_025_000);
        assertLittleIsRead("by plans for a large shop");
        seeScans();
    }

    /** A statement is what its source begins with: a few are put together from two texts, or filled in. */
    @Test
    void every_statement_on_what_may_be_large_is_played_on_one_engine_or_the_other() {
        Set<String> played = new HashSet<>();
        try (WatchedDatabase sqlite = new WatchedDatabase(SqliteDatabase.open(
                directory.resolve("shop.db"),
                SqliteSettings.defaults(),
                InstantSource.fixed(ShopFlows.NOW),
                new PrometheusRegistry()))) {
            ShopFlows.play("played", sqlite, 1);
            played.addAll(sqlite.statements());
        }
        ShopFlows.play("played", database, 5);
        played.addAll(database.statements());
        assertThat(statements())
                .hasSizeGreaterThan(80)
                .allMatch(statement ->
                        played.stream().anyMatch(each -> oneLine(each).startsWith(statement.replaceFirst("%s.*", ""))));
    }

    private static List<String> statements() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/jangteo"))) {
            return files.filter(file -> file.toString().endsWith("Sql.java"))
                    .filter(file -> !READ_WHOLE_TABLES.contains(
                            file.getParent().getFileName().toString()))
                    .flatMap(file -> TEXT.matcher(read(file)).results())
                    .map(text -> oneLine(Objects.requireNonNullElseGet(text.group(1), () -> text.group(2))))
                    .filter(text -> STATEMENT.matcher(text).find()
                            && LARGE.matcher(text).find())
                    .filter(text -> !text.equals(AT_START))
                    .toList();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The check itself sees a table that is read, an index that is read, and a foreign key that no index serves. */
    private static void seeScans() {
        for (String scan : List.of(
                "SELECT COUNT(*) FROM shop_order WHERE total_amount = 5",
                "SELECT id FROM shop_order WHERE total_amount = 5 ORDER BY id LIMIT 1",
                "SELECT DISTINCT sales_day FROM shop_order WHERE sales_day IS NOT NULL",
                "DELETE FROM product WHERE id = (SELECT MAX(id) FROM product p"
                        + " WHERE NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.product_id = p.id))")) {
            database.notices().clear();
            database.run(tx -> {
                Sql.of(tx.handle(), "INSERT INTO product (name, price, stock, created_at) VALUES ('배', 1, 1, 0)")
                        .update();
                Sql.of(tx.handle(), scan).update();
            });
            assertThat(plans()).as(scan).anyMatch(Plan::readsMuch);
        }
    }

    private static void assertLittleIsRead(String how) {
        List<Plan> plans = plans();
        assertThat(plans.stream().filter(Plan::isOfForeignKey)).isNotEmpty();
        Map<String, Plan> tooMuch = plans.stream()
                .filter(Plan::readsMuch)
                .collect(Collectors.toMap(Plan::query, plan -> plan, (first, other) -> first));
        assertThat(tooMuch).as(how).isEmpty();
        database.notices().clear();
    }

    private static void play(String name, long middle) {
        for (int time = 1; time <= TIMES; time++) {
            ShopFlows.play(name + " " + time, database, middle);
        }
    }

    private static List<Plan> plans() {
        return database.notices().stream()
                .map(notice -> new Plan(json(notice.substring(notice.indexOf('{')))))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException thrown) {
            throw new IllegalStateException(text, thrown);
        }
    }

    private record Plan(JsonNode json) {
        boolean readsMuch() {
            long pages = json.path("Plan").path("Shared Hit Blocks").longValue()
                    + json.path("Plan").path("Shared Read Blocks").longValue();
            return pages > PAGES_MAX && EXCEPTIONS.stream().noneMatch(oneLine(query())::startsWith);
        }

        boolean isOfForeignKey() {
            return query().startsWith("SELECT 1 FROM ONLY");
        }

        private String query() {
            return json.path("Query Text").textValue();
        }

        @Override
        public String toString() {
            return json.toString();
        }
    }

    private static void fill() {
        try (var script = Objects.requireNonNull(PostgresPlansTest.class.getResourceAsStream("/large-shop.sql"))) {
            // A vacuum in between would let the checks' own control read less.
            execute("SET auto_explain.log_min_duration = -1; ALTER TABLE shop_order SET (autovacuum_enabled = off); "
                    + new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = PostgresServer.shared().connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException thrown) {
            throw new IllegalStateException(sql, thrown);
        }
    }
}
