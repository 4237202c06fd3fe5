package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop's statements use indexes on SQLite: none reads a whole table of a large shop. */
class QueryPlanTest {
    /** The scans that there are, by what their statement begins with. */
    private static final Map<String, List<String>> SCANS = Map.ofEntries(
            // The first entry of an index, and no other.
            entry("SELECT expires_at FROM shop_order", "SCAN shop_order USING COVERING INDEX shop_order_pending"),
            entry(
                    "SELECT created_at FROM idempotency_key",
                    "SCAN idempotency_key USING COVERING INDEX idempotency_key_by_age"),
            entry("SELECT created_at FROM delivery", "SCAN delivery USING INDEX delivery_of_no_order"),
            // All keys of administration, which people make one by one.
            entry(
                    "SELECT name, created_at, last_used_at, revoked_at FROM named_key ORDER BY name",
                    "SCAN named_key USING INDEX sqlite_autoindex_named_key_1"),
            entry("SELECT next_attempt_at FROM delivery", "SCAN delivery USING COVERING INDEX delivery_due"),
            // As many entries as there are undelivered messages.
            entry(
                    "SELECT count(*) FROM delivery WHERE status = 'PENDING'",
                    "SCAN delivery USING COVERING INDEX delivery_due"),
            // Rows of the statement's own.
            entry("WITH RECURSIVE sold (day)", "SCAN sold", "SCAN sold"),
            entry("WITH dead AS", "SCAN dead"),
            entry("SELECT * FROM ( SELECT id, name, point, reference FROM shop_user", "SCAN same", "SCAN next"),
            entry("SELECT * FROM ( SELECT * FROM product", "SCAN same", "SCAN next"),
            // Counted up to a hundred thousand.
            entry("SELECT id FROM shop_user LIMIT", "SCAN shop_user USING COVERING INDEX shop_user_by_name"),
            // Has no index: each charge and payment would pay for it.
            entry("SELECT id, name, point, reference FROM shop_user WHERE (point <", "SCAN shop_user"),
            // The index of parts of names, which reads what has all of them.
            entry(
                    "SELECT u.id, u.name, u.point, u.reference FROM user_name_part",
                    "SCAN user_name_part VIRTUAL TABLE INDEX 0:M1"),
            entry("SELECT p.* FROM product_name_part", "SCAN product_name_part VIRTUAL TABLE INDEX 0:M1"),
            // The orders of those users, which are looked up one by one.
            entry("SELECT id FROM ( SELECT id, status, created_at FROM shop_order", "SCAN found"),
            // One or two characters are in no index of parts.
            entry("SELECT id, name, point, reference FROM shop_user WHERE lower(name) LIKE", "SCAN shop_user"),
            entry("SELECT * FROM product WHERE lower(name) LIKE", "SCAN product"),
            entry(
                    "SELECT id FROM shop_user WHERE lower(name) LIKE",
                    "SCAN shop_user USING COVERING INDEX shop_user_by_name"),
            // May read all offers: an index would cost every issued coupon.
            entry("SELECT id, name, quantity - issued", "SCAN coupon"),
            // What a race made up, in a demo shop or test mode; an index would cost each order.
            entry("DELETE FROM issued_coupon", "SCAN shop_order"),
            entry(
                    "INSERT INTO product",
                    "SCAN daily_sales USING COVERING INDEX sqlite_autoindex_daily_sales_1",
                    "SCAN order_line USING COVERING INDEX sqlite_autoindex_order_line_2"));

    /** Ids that the caller asks for, and rows that the caller inserts. */
    private static final Pattern OF_THE_CALLER =
            Pattern.compile("SCAN (json_each VIRTUAL TABLE INDEX 1:|\\d+-ROW VALUES CLAUSE)");

    @TempDir
    static Path directory;

    private static WatchedDatabase database;
    private static final Map<String, List<String>> PLANS = new LinkedHashMap<>();

    @BeforeAll
    static void explain() {
        database = new WatchedDatabase(SqliteDatabase.open(
                directory.resolve("shop.db"),
                SqliteSettings.defaults(),
                InstantSource.fixed(ShopFlows.NOW),
                new PrometheusRegistry()));
        ShopFlows.play("once", database, 1);
        List<String> statements = List.copyOf(database.statements());
        statements.forEach(statement -> {
            List<String> known = PLANS.putIfAbsent(listOf(statement), plan(statement));
            assertThat(known).as(statement).isIn(null, plan(statement));
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void no_statement_scans_a_large_table() {
        assertThat(PLANS)
                .hasSizeGreaterThan(80)
                .allSatisfy((statement, steps) -> assertThat(steps)
                        .as(statement)
                        .filteredOn(step -> step.startsWith("SCAN ")
                                && !OF_THE_CALLER.matcher(step).matches())
                        .isEqualTo(SCANS.entrySet().stream()
                                .filter(scan -> statement
                                        .strip()
                                        .replaceAll("\\s+", " ")
                                        .startsWith(scan.getKey()))
                                .flatMap(scan -> scan.getValue().stream())
                                .toList()));
    }

    @Test
    void the_list_of_orders_is_walked_down_or_found_by_an_index() {
        assertThat(stepsOf("FROM shop_order WHERE status = 'PENDING'"))
                .anyMatch(step -> step.contains("USING COVERING INDEX shop_order_pending (expires_at>?)"));
        assertThat(stepsOf("closed_at IS NOT NULL AND id < :before"))
                .containsExactly("SEARCH shop_order USING INDEX shop_order_closed (status=? AND id<?)");
        assertThat(stepsOf("paid_at IS NOT NULL AND"))
                .containsExactly("SEARCH shop_order USING INTEGER PRIMARY KEY (rowid<?)");
        assertThat(stepsOf("FROM shop_order WHERE user_id = :userId AND id < :before"))
                .containsExactly("SEARCH shop_order USING INDEX shop_order_by_user (user_id=? AND id<?)");
        assertThat(stepsOf("FROM shop_order WHERE id < :before"))
                .containsExactly("SEARCH shop_order USING INTEGER PRIMARY KEY (rowid<?)");
    }

    @Test
    void users_and_products_are_found_and_sorted_by_their_indexes() {
        assertThat(PLANS.values().stream().flatMap(List::stream))
                .contains(
                        "SEARCH shop_user USING INDEX shop_user_by_name (name=? AND id>?)",
                        "SEARCH shop_user USING INDEX shop_user_by_name (name>?)",
                        "SEARCH shop_user USING INDEX shop_user_reference_once (reference=?)",
                        "SEARCH product USING INDEX product_by_id (on_sale=? AND id>?)",
                        "SEARCH product USING INDEX product_by_name (on_sale=? AND name=? AND id>?)",
                        "SEARCH product USING INDEX product_by_name (on_sale=? AND name>?)",
                        "SEARCH product USING INDEX product_reference_once (reference=?)",
                        "SEARCH shop_order USING INDEX shop_order_by_placing (created_at>? AND created_at<?)",
                        "SEARCH stock_movement USING INDEX stock_movement_by_product (product_id=? AND id<?)");
    }

    @Test
    void parts_of_names_are_found_by_their_index_and_orders_by_the_users_that_it_finds() {
        assertThat(stepsOf("user_name_part MATCH"))
                .containsExactly(
                        "SCAN user_name_part VIRTUAL TABLE INDEX 0:M1", "SEARCH u USING INTEGER PRIMARY KEY (rowid=?)");
        assertThat(stepsOf("product_name_part MATCH"))
                .containsExactly(
                        "SCAN product_name_part VIRTUAL TABLE INDEX 0:M1",
                        "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)");
        assertThat(stepsOf("= ANY(:userIds)"))
                .contains(
                        "SEARCH shop_order USING INDEX shop_order_by_user (user_id=?)",
                        "SEARCH shop_order USING INTEGER PRIMARY KEY (rowid=?)");
        assertThat(stepsOf("FROM shop_user u WHERE u.id = o.user_id))"))
                .containsExactly(
                        "SEARCH o USING INTEGER PRIMARY KEY (rowid<?)",
                        "CORRELATED SCALAR SUBQUERY 1",
                        "SEARCH u USING INTEGER PRIMARY KEY (rowid=?)");
    }

    @Test
    void a_trail_is_followed_by_the_indexes_that_keep_it_single() {
        assertThat(stepsOf("kind IN ('SPEND', 'REFUND')"))
                .anyMatch(step -> step.contains("point_entry_once_per_order (reference=? AND kind=?)"));
        assertThat(stepsOf("FROM stock_movement"))
                .anyMatch(step -> step.contains("stock_movement_taken_once (reference=?)"))
                .anyMatch(step -> step.contains("stock_movement_returned_once (reference=?)"));
    }

    @Test
    void a_days_sales_are_found_by_its_orders() {
        assertThat(stepsOf("sales_day = :day"))
                .filteredOn(step -> step.contains("shop_order_by_sales_day (sales_day=?)"))
                .hasSize(3);
    }

    @Test
    void offers_and_their_winners_are_counted_and_found_by_their_indexes() {
        assertThat(stepsOf("AS revoked"))
                .contains(
                        "SEARCH i USING COVERING INDEX issued_coupon_used (coupon_id=?)",
                        "SEARCH i USING COVERING INDEX issued_coupon_revoked (coupon_id=?)");
        assertThat(stepsOf("ORDER BY rank"))
                .contains(
                        "SEARCH i USING INDEX sqlite_autoindex_issued_coupon_2 (coupon_id=? AND rank>?)",
                        "SEARCH i USING INDEX issued_coupon_used (coupon_id=? AND rank>?)",
                        "SEARCH i USING INDEX issued_coupon_revoked (coupon_id=? AND rank>?)");
    }

    @Test
    void what_a_shopper_may_not_have_twice_or_too_often_is_found_by_its_index() {
        assertThat(stepsOf("WHERE kind = 'CHARGE' AND reference"))
                .containsExactly("SEARCH point_entry USING INDEX point_entry_once_per_payment (reference=?)");
        assertThat(stepsOf("SELECT COUNT(*) FROM shop_order"))
                .containsExactly("SEARCH shop_order USING COVERING INDEX shop_order_pending_by_user"
                        + " (user_id=? AND expires_at>?)");
    }

    @Test
    void what_is_due_is_found_in_the_index_of_what_is_due_alone() {
        assertThat(stepsOf("payload FROM delivery"))
                .contains(
                        "SEARCH delivery USING COVERING INDEX delivery_due (next_attempt_at<?)",
                        "SEARCH delivery USING INTEGER PRIMARY KEY (rowid=?)");
    }

    @Test
    void what_was_given_up_is_counted_and_found_by_the_index_of_what_is_not_delivered() {
        assertThat(stepsOf("count(*) FROM delivery WHERE status = 'DEAD'"))
                .containsExactly("SEARCH delivery USING INDEX delivery_undelivered (status=?)");
        assertThat(stepsOf("WITH dead AS"))
                .anyMatch(step -> step.contains("delivery_undelivered (status=? AND id>?)"))
                .contains("SEARCH delivery USING INTEGER PRIMARY KEY (rowid=?)");
    }

    /** A list that is counted is read as the list itself. */
    private static String listOf(String statement) {
        return statement.replaceFirst("^SELECT count\\(\\*\\) FROM \\((SELECT[\\s\\S]+)\\) AS counted$", "$1");
    }

    private static Map.Entry<String, List<String>> entry(String statement, String... scans) {
        return Map.entry(statement, List.of(scans));
    }

    private static List<String> stepsOf(String part) {
        List<String> steps = PLANS.entrySet().stream()
                .filter(plan -> plan.getKey().contains(part))
                .flatMap(plan -> plan.getValue().stream())
                .toList();
        assertThat(steps).as(part).isNotEmpty();
        return steps;
    }

    private static List<String> plan(String statement) {
        return database.read(handle -> plan(handle.getConnection(), statement));
    }

    private static List<String> plan(Connection connection, String statement) {
        List<String> steps = new ArrayList<>();
        String forSqlite = statement
                .replaceAll("\\bFOR (NO KEY )?(UPDATE|SHARE)\\b( OF \\w+)?( SKIP LOCKED)?", "")
                .replaceAll("= ANY\\((:\\w+)\\)", "IN (SELECT value FROM json_each($1))");
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + forSqlite)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setObject(i, null);
            }
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            }
            steps.removeAll(List.of("CO-ROUTINE counted", "SCAN counted"));
        } catch (SQLException thrown) {
            throw new IllegalStateException(statement, thrown);
        }
        return steps;
    }
}
