package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A shop with rows in every table, and what its callers know: a token, and a key with its reply. */
final class FilledShop {
    /** The tables, with the columns that order their rows. */
    static final Map<String, String> TABLES = tables();

    /** Where it is noon now: the business day does not change during a test, whenever that runs. */
    private static final ZoneOffset NOON =
            ZoneOffset.ofHours(12 - LocalTime.now(ZoneOffset.UTC).getHour());

    private static final String ADMIN_KEY = "an-admin-key-for-moves";
    private static final String KEY = "charge-1";
    private static final Map<String, Object> CHARGE = Map.of("amount", 5_000, "reference", "bank-1");

    private final String token;
    private final Response charged;
    private final List<String> replies;

    private FilledShop(String token, Response charged, List<String> replies) {
        this.token = token;
        this.charged = charged;
        this.replies = replies;
    }

    /** Makes the shop in a directory, and stops it. */
    static FilledShop in(Path directory) throws Exception {
        FilledShop filled;
        try (Jangteo shop = start(settings -> settings.data(directory).demo(true))) {
            ApiCall admin = admin(shop);
            Response charged = charge(admin);
            long product = admin.json(Map.of("name", "C:\\사과\\N", "price", 100, "stock", 9, "reference", "apple"))
                    .post("/admin/products")
                    .require(201)
                    .number("id");
            admin.json(Map.of("name", "이두리", "reference", "crm-2"))
                    .post("/admin/users")
                    .require(201);
            admin.json(Map.of("onSale", false)).patch("/admin/products/2").require(200);
            for (String next : List.of("payment", "cancel")) {
                long order = admin.json(
                                Map.of("userId", 1, "items", List.of(Map.of("productId", product, "quantity", 2))))
                        .post("/orders")
                        .require(201)
                        .number("id");
                admin.json(Map.of("userId", 1))
                        .post("/orders/{id}/" + next, order)
                        .require(200);
            }
            String token = admin.json(Map.of("userId", 1, "ttlSeconds", 3_600))
                    .post("/admin/tokens")
                    .require(200)
                    .text("token");
            await().until(() -> admin.get("/admin/deliveries?status=PENDING")
                    .json()
                    .path("deliveries")
                    .isEmpty());
            filled = new FilledShop(token, charged, replies(admin));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("jangteo.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO idempotency_key (caller, key, request_hash, status, content_type, location,"
                    + " body, created_at) SELECT caller, '가\\' || char(9, 10, 13, 8, 92, 46) || '😀', X'', 200, 'a', 'b',"
                    + " X'000a5cff', created_at FROM idempotency_key LIMIT 1");
        }
        return filled;
    }

    static Jangteo start(UnaryOperator<ConfigBuilder> settings) {
        ConfigBuilder builder = Config.builder()
                .port(0)
                .auth(Config.Auth.TOKEN)
                .adminKey(ADMIN_KEY)
                .zone(NOON);
        return Jangteo.start(settings.apply(builder).build());
    }

    static ApiCall admin(Jangteo shop) {
        return ApiCall.to(shop.baseUrl()).basePath("/api/v1").bearer(ADMIN_KEY);
    }

    /** It answers as before, and repeats what it answered under a key. */
    void assertIsIn(Jangteo shop) {
        ApiCall admin = admin(shop);
        assertThat(replies(admin)).isEqualTo(replies);
        Response again = charge(admin);
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.bytes()).isEqualTo(charged.bytes());
        assertThat(shop.books().balanced()).isTrue();
    }

    /** It takes the token of the time before. */
    void assertTakesToken(Jangteo shop) {
        ApiCall.to(shop.baseUrl())
                .basePath("/api/v1")
                .bearer(token)
                .get("/users/1")
                .require(200);
    }

    /** Returns all rows of all tables. */
    static Map<String, List<List<String>>> rows(Connection connection) throws SQLException {
        Map<String, List<List<String>>> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            String sql = "SELECT * FROM " + table.getKey() + " ORDER BY " + table.getValue();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<List<String>> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(row(rows));
                }
                all.put(table.getKey(), read);
            }
        }
        return all;
    }

    private static List<String> row(ResultSet rows) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = rows.getObject(i);
            String text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
            values.put(rows.getMetaData().getColumnName(i), text);
        }
        return values.entrySet().stream().map(String::valueOf).toList();
    }

    private static Response charge(ApiCall admin) {
        return admin.header("Idempotency-Key", KEY)
                .json(CHARGE)
                .post("/admin/users/{id}/points/charge", 1)
                .require(200);
    }

    private static List<String> replies(ApiCall admin) {
        return List.of(
                        "/products/popular",
                        "/products?limit=100",
                        "/users/1",
                        "/users/1/points/history?limit=100",
                        "/users/1/coupons",
                        "/users/1/orders?limit=100",
                        "/coupons",
                        "/admin/orders?limit=100",
                        "/admin/orders/1/trail",
                        "/admin/deliveries?limit=100",
                        "/admin/sales?days=3",
                        "/admin/books")
                .stream()
                .map(path -> path + " " + admin.get(path).require(200).text())
                .toList();
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String table : List.of(
                "shop_user",
                "point_entry",
                "product",
                "stock_movement",
                "coupon",
                "coupon_change",
                "issued_coupon",
                "shop_order",
                "delivery")) {
            tables.put(table, "id");
        }
        tables.put("order_line", "order_id, line");
        tables.put("delivery_attempt", "delivery_id, number");
        tables.put("sales_day", "day");
        tables.put("daily_sales", "day, product_id");
        tables.put("idempotency_key", "caller, key");
        return tables;
    }
}
