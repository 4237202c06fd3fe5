package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.coupon.Coupons;
import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.SortedPage;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.BackOff;
import io.jangteo.dataplatform.Deliveries;
import io.jangteo.dataplatform.DueMessages;
import io.jangteo.dataplatform.JournalSink;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.dataplatform.Relay;
import io.jangteo.json.Json;
import io.jangteo.order.Customers;
import io.jangteo.order.NewOrder;
import io.jangteo.order.OrderFilter;
import io.jangteo.order.OrderLimits;
import io.jangteo.order.OrderList;
import io.jangteo.order.OrderStatus;
import io.jangteo.order.Orders;
import io.jangteo.order.Trails;
import io.jangteo.point.PointLimits;
import io.jangteo.point.Points;
import io.jangteo.product.NewProduct;
import io.jangteo.product.ProductSort;
import io.jangteo.product.Products;
import io.jangteo.ranking.DailySales;
import io.jangteo.ranking.SalesReports;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.UserSort;
import io.jangteo.user.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The administrator's queries use indexes: no statement reads a whole table of a large shop. */
class QueryPlanTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Page FIRST = new Page(20, null, "");
    private static final SortedPage SORTED = new SortedPage(20, "");

    @TempDir
    Path directory;

    private Asked asked;
    private Points points;
    private Products products;
    private Orders placing;
    private OrderList orders;
    private Users users;
    private Customers customers;
    private Trails trails;
    private SalesReports sales;

    @BeforeEach
    void open() {
        asked = new Asked(SqliteDatabase.open(
                directory.resolve("shop.db"), SqliteSettings.defaults(), CLOCK, new PrometheusRegistry()));
        asked.write(tx -> {
            tx.handle().execute("INSERT INTO shop_user (id, name, point_max, created_at) VALUES (1, '김하나', 9, 0)");
            tx.handle()
                    .execute("INSERT INTO coupon (id, name, discount_type, discount_amount, min_order_amount, quantity,"
                            + " issued, valid_days, created_at) VALUES (1, '쿠폰', 'FIXED', 1, 0, 1, 1, 1, 0)");
            tx.handle()
                    .execute("INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at)"
                            + " VALUES (1, 1, 1, 1, 0, 1)");
            tx.handle()
                    .execute("INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount,"
                            + " issued_coupon_id, created_at, expires_at, paid_at, sales_day)"
                            + " VALUES (1, 1, 'PAID', 0, 0, 0, 1, 0, 1, 0, '2026-11-22')");
            return tx.handle()
                    .execute("INSERT INTO delivery (id, message_id, order_id, type, payload, status,"
                            + " created_at, next_attempt_at) VALUES (1, 'm', 1, 'order.paid', '{}', 'PENDING', 0, 0)");
        });
        users = new Users(asked, 9);
        customers = new Customers(asked, users);
        points = new Points(asked, users, new PointLimits(1, 9, 9));
        products = new Products(asked);
        Coupons coupons = new Coupons(asked, users, CLOCK);
        BusinessDays days = new BusinessDays(ZONE);
        orders = new OrderList(asked, users, days);
        trails = new Trails(asked, points, products, coupons, new Deliveries(asked, () -> {}));
        DailySales dailySales = new DailySales(asked, products, null, new PrometheusRegistry());
        sales = new SalesReports(asked, dailySales, products, days, CLOCK);
        Outbox outbox = new Outbox(new Json(ZONE), () -> {});
        OrderLimits limits = new OrderLimits(1, 1, Duration.ofMinutes(30), 1);
        placing = new Orders(asked, users, products, coupons, points, outbox, dailySales::add, days, limits);
    }

    @AfterEach
    void close() {
        asked.close();
    }

    @Test
    void the_list_of_orders_is_walked_down_or_found_by_an_index() {
        Optional<LocalDate> ever = Optional.empty();
        Optional<LocalDate> today = Optional.of(LocalDate.parse("2026-11-22"));
        orders.page(new OrderFilter(EnumSet.allOf(OrderStatus.class), Optional.empty(), ever, ever), SORTED);
        for (OrderStatus status : OrderStatus.values()) {
            orders.page(new OrderFilter(EnumSet.of(status), Optional.empty(), ever, ever), SORTED);
            orders.page(new OrderFilter(EnumSet.of(status), Optional.of(1L), today, today), SORTED);
            orders.page(new OrderFilter(EnumSet.of(status), Optional.empty(), today, today), SORTED);
        }
        Map<String, List<String>> plans = asked.plans();
        assertNothingIsScanned(plans);
        assertThat(stepsOf(plans, "FROM shop_order WHERE status = 'PENDING'"))
                .anyMatch(step -> step.contains("USING COVERING INDEX shop_order_pending (expires_at>?)"));
        assertThat(stepsOf(plans, "closed_at IS NOT NULL"))
                .containsExactly("SEARCH shop_order USING INDEX shop_order_closed (status=? AND id<?)");
        assertThat(stepsOf(plans, "user_id = ?"))
                .containsExactly("SEARCH shop_order USING INDEX shop_order_by_user (user_id=? AND id<?)");
        assertThat(stepsOf(plans, "WHERE created_at >= ?"))
                .containsExactly("SEARCH shop_order USING INDEX shop_order_by_placing (created_at>? AND created_at<?)");
        assertThat(stepsOf(plans, "FROM shop_order WHERE id < ?"))
                .containsExactly("SEARCH shop_order USING INTEGER PRIMARY KEY (rowid<?)");
    }

    @Test
    void users_and_products_are_found_and_sorted_by_their_indexes() {
        for (UserSort sort : UserSort.values()) {
            users.list(Optional.empty(), sort, SORTED);
        }
        users.list(Optional.of("crm-1"), UserSort.ID, SORTED);
        customers.get(1);
        for (ProductSort sort : ProductSort.values()) {
            products.listAll(Optional.empty(), Optional.empty(), sort, SORTED);
        }
        products.listAll(Optional.of("apple"), Optional.empty(), ProductSort.ID, SORTED);
        products.list(FIRST);
        long product = asked.write(tx -> products.create(tx, new NewProduct("사과", 1L, 1L, null)))
                .id();
        products.movements(product, FIRST);
        Map<String, List<String>> plans = asked.plans();
        assertNothingIsScanned(plans);
        assertThat(plans.values().stream().flatMap(List::stream))
                .contains(
                        "SEARCH shop_user USING INDEX shop_user_by_name (name=? AND id>?)",
                        "SEARCH shop_user USING INDEX shop_user_by_name (name>?)",
                        "SEARCH shop_user USING INDEX shop_user_by_point (point=? AND id<?)",
                        "SEARCH shop_user USING INDEX shop_user_by_point (point<?)",
                        "SEARCH shop_user USING INDEX shop_user_reference_once (reference=?)",
                        "SEARCH product USING INDEX product_by_id (on_sale=? AND id>?)",
                        "SEARCH product USING INDEX product_by_name (on_sale=? AND name=? AND id>?)",
                        "SEARCH product USING INDEX product_by_name (on_sale=? AND name>?)",
                        "SEARCH product USING INDEX product_by_stock (on_sale=? AND stock=? AND id>?)",
                        "SEARCH product USING INDEX product_by_stock (on_sale=? AND stock>?)",
                        "SEARCH product USING INDEX product_reference_once (reference=?)",
                        "SEARCH stock_movement USING INDEX stock_movement_by_product (product_id=? AND id<?)");
    }

    @Test
    void a_trail_is_followed_by_the_indexes_that_keep_it_single() {
        trails.of(1);
        Map<String, List<String>> plans = asked.plans();
        assertNothingIsScanned(plans);
        assertThat(stepsOf(plans, "FROM point_entry"))
                .anyMatch(step -> step.contains("point_entry_once_per_order (reference=? AND kind=?)"));
        assertThat(stepsOf(plans, "FROM stock_movement"))
                .anyMatch(step -> step.contains("stock_movement_taken_once (reference=?)"))
                .anyMatch(step -> step.contains("stock_movement_returned_once (reference=?)"));
        assertThat(plans.keySet()).anyMatch(sql -> sql.contains("FROM delivery_attempt"));
    }

    @Test
    void a_days_sales_are_found_by_its_orders() {
        sales.last(1);
        Map<String, List<String>> plans = asked.plans();
        assertNothingIsScanned(plans);
        assertThat(stepsOf(plans, "sales_day = ?"))
                .filteredOn(step -> step.contains("shop_order_by_sales_day (sales_day=?)"))
                .hasSize(2);
    }

    @Test
    void what_a_shopper_may_not_have_twice_or_too_often_is_found_by_its_index() {
        asked.writeWatched(tx -> points.chargePaid(tx, 1, 5, "pay-1"));
        long product = asked.write(tx -> products.create(tx, new NewProduct("사과", 1L, 1L, null)))
                .id();
        NewOrder order = new NewOrder(1L, List.of(new NewOrder.Item(product, 1L)), null);
        asked.writeWatched(tx -> placing.place(tx, order));
        Map<String, List<String>> plans = asked.plans();
        assertThat(stepsOf(plans, "WHERE kind = 'CHARGE' AND reference"))
                .containsExactly("SEARCH point_entry USING INDEX point_entry_once_per_payment (reference=?)");
        assertThat(stepsOf(plans, "SELECT COUNT(*) FROM shop_order"))
                .containsExactly("SEARCH shop_order USING COVERING INDEX shop_order_pending_by_user"
                        + " (user_id=? AND expires_at>?)");
    }

    @Test
    void what_is_due_is_found_in_the_index_of_what_is_due_alone() {
        JournalSink sink = new JournalSink(directory.resolve("journal"));
        BackOff backOff = new BackOff(BackOff.STANDARD_WEBHOOKS, new Random());
        Relay relay = new Relay(
                asked,
                DueMessages.ofOneProcess(asked),
                sink,
                backOff,
                Duration.ofMinutes(1),
                CLOCK,
                System::nanoTime,
                new PrometheusRegistry());
        relay.nextDue();
        relay.run();
        relay.close();
        Map<String, List<String>> plans = asked.plans();
        // The first entry of that index, and no other.
        assertThat(stepsOf(plans, "SELECT next_attempt_at FROM delivery"))
                .containsExactly("SCAN delivery USING COVERING INDEX delivery_due");
        assertThat(stepsOf(plans, "payload FROM delivery"))
                .contains(
                        "SEARCH delivery USING COVERING INDEX delivery_due (next_attempt_at<?)",
                        "SEARCH delivery USING INTEGER PRIMARY KEY (rowid=?)")
                .noneMatch(step -> step.startsWith("SCAN "));
    }

    private static void assertNothingIsScanned(Map<String, List<String>> plans) {
        assertThat(plans)
                .isNotEmpty()
                .allSatisfy((sql, steps) ->
                        assertThat(steps).as(sql).isNotEmpty().noneMatch(QueryPlanTest::readsAWholeTable));
    }

    /** The parts of a list that is put together of two are no tables. */
    private static boolean readsAWholeTable(String step) {
        return step.startsWith("SCAN ") && !List.of("SCAN same", "SCAN next").contains(step);
    }

    private static List<String> stepsOf(Map<String, List<String>> plans, String part) {
        return plans.entrySet().stream()
                .filter(plan -> plan.getKey().contains(part))
                .flatMap(plan -> plan.getValue().stream())
                .toList();
    }

    /** Records the statements of all reads, to explain their plans afterwards. */
    private record Asked(Database database, Set<String> statements) implements Database {
        Asked(Database database) {
            this(database, new LinkedHashSet<>());
        }

        @Override
        public <T> T read(Function<Handle, T> work) {
            return database.read(handle -> {
                listenTo(handle);
                return work.apply(handle);
            });
        }

        @Override
        public <T> T write(Function<Tx, T> work) {
            return database.write(work);
        }

        /** Returns the same, and records its statements too. */
        <T> T writeWatched(Function<Tx, T> work) {
            return database.write(tx -> {
                listenTo(tx.handle());
                return work.apply(tx);
            });
        }

        private void listenTo(Handle handle) {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    statements.add(context.getParsedSql().getSql());
                }
            });
        }

        @Override
        public void close() {
            database.close();
        }

        /** The steps of each statement's plan, by the statement. */
        Map<String, List<String>> plans() {
            Map<String, List<String>> plans = new LinkedHashMap<>();
            for (String statement : List.copyOf(statements)) {
                plans.put(statement, database.read(handle -> plan(handle.getConnection(), statement)));
            }
            return plans;
        }

        private static List<String> plan(Connection connection, String statement) {
            List<String> steps = new ArrayList<>();
            String unlocked = statement.replaceAll("\\bFOR NO KEY UPDATE\\b( OF \\w+)?", "");
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + unlocked)) {
                for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                    explain.setObject(i, null);
                }
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        steps.add(rows.getString("detail"));
                    }
                }
            } catch (SQLException thrown) {
                throw new IllegalStateException(statement, thrown);
            }
            return steps;
        }
    }
}
