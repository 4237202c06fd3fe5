package io.jangteo.books;

import io.jangteo.Engines;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The small shop with one user, product, coupon and day that each have very many rows. */
final class CrowdedBooks {
    static final int ROWS = 2_000;

    private static final String CROWD = """
        CREATE TEMP TABLE number AS
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %1$d)
            SELECT n FROM number;
        INSERT INTO shop_user (id, name, point, point_max, created_at) SELECT 1000 + n, 'user', 0, 1000000, 0 FROM number;
        INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at)
            SELECT 1000 + n, 4, 1000 + n, n, 0, 2592000000 FROM number;
        UPDATE coupon SET issued = %1$d, quantity = 1000000 WHERE id = 4;
        UPDATE coupon_change SET quantity = 1000000 WHERE coupon_id = 4;
        INSERT INTO coupon_change (id, coupon_id, issued, name, quantity, at)
            SELECT 1000 + n, id, n, name, quantity, 0 FROM number CROSS JOIN coupon WHERE id = 4;
        INSERT INTO point_entry (id, user_id, kind, amount, balance_after, at)
            SELECT 100000 + n, 3, 'CHARGE', 1, n, 0 FROM number;
        UPDATE shop_user SET point = %1$d WHERE id = 3;
        INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount, created_at, expires_at,
            paid_at, sales_day)
            SELECT 100000 + n, 3, 'PAID', 0, 0, 0, 1000, 5000, 2000, '1970-01-05' FROM number;
        INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount)
            SELECT 100000 + n, 1, 4, '감', 0, 1, 0 FROM number;
        INSERT INTO point_entry (id, user_id, kind, amount, balance_after, reference, at)
            SELECT 200000 + n, 3, 'SPEND', 0, %1$d, 'order:' || (100000 + n), 2000 FROM number;
        INSERT INTO stock_movement (id, product_id, kind, delta, stock_after, reference, at)
            VALUES (100000, 4, 'ADJUST', 1000000, 1000000, '입고', 0);
        INSERT INTO stock_movement (id, product_id, kind, delta, stock_after, reference, at)
            SELECT 100000 + n, 4, 'ORDER', -1, 1000000 - n, 'order:' || (100000 + n), 1000 FROM number;
        UPDATE product SET stock = 1000000 - %1$d WHERE id = 4;
        INSERT INTO sales_day (day, computed_at) VALUES ('1970-01-05', 0);
        INSERT INTO daily_sales (day, product_id, units) VALUES ('1970-01-05', 4, %1$d);
        DROP TABLE number
        """.formatted(ROWS);

    private static final String CHARGE = """
        UPDATE shop_user SET point = point + 1 WHERE id = 3;
        INSERT INTO point_entry (user_id, kind, amount, balance_after, at)
            SELECT id, 'CHARGE', 1, point, 0 FROM shop_user WHERE id = 3
        """;
    private static final String ISSUE = """
        INSERT INTO shop_user (name, point, point_max, created_at) VALUES ('user', 0, 1000000, 0);
        UPDATE coupon SET issued = issued + 1 WHERE id = 4;
        INSERT INTO issued_coupon (coupon_id, user_id, rank, issued_at, expires_at)
            SELECT 4, (SELECT MAX(id) FROM shop_user), issued, 0, 2592000000 FROM coupon WHERE id = 4
        """;
    private static final String PLACE = """
        INSERT INTO shop_order (user_id, status, items_amount, discount_amount, total_amount, created_at, expires_at)
            VALUES (3, 'PENDING', 0, 0, 0, 1000, 5000);
        INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount)
            SELECT MAX(id), 1, 4, '감', 0, 1, 0 FROM shop_order;
        UPDATE product SET stock = stock - 1 WHERE id = 4;
        INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)
            SELECT 4, 'ORDER', -1, stock, 'order:' || (SELECT MAX(id) FROM shop_order), 1000 FROM product WHERE id = 4
        """;
    private static final String PAY = """
        UPDATE shop_order SET status = 'PAID', paid_at = 2000, sales_day = '1970-01-05' WHERE id = %1$d;
        INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
            SELECT id, 'SPEND', 0, point, 'order:%1$d', 2000 FROM shop_user WHERE id = 3;
        UPDATE daily_sales SET units = units + 1 WHERE day = '1970-01-05'
        """;
    private static final String GIVE_BACK = """
        UPDATE shop_order SET status = '%2$s', closed_at = 3000 WHERE id = %1$d;
        UPDATE product SET stock = stock + 1 WHERE id = 4;
        INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)
            SELECT 4, '%3$s', 1, stock, 'order:%1$d', 3000 FROM product WHERE id = 4
        """;
    private static final String REFUND = """
        INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
            SELECT id, 'REFUND', 0, point, 'order:%1$d', 3000 FROM shop_user WHERE id = 3;
        UPDATE daily_sales SET units = units - 1 WHERE day = '1970-01-05'
        """;

    private static final String EXCHANGE = """
        UPDATE setting SET value = value || 'x' WHERE name = 'database-id';
        UPDATE point_entry SET amount = amount * 2, balance_after = balance_after * 2;
        UPDATE shop_user SET point = point * 2, point_max = point_max + 1;
        UPDATE stock_movement SET delta = delta * 2, stock_after = stock_after * 2 WHERE product_id = 4;
        UPDATE order_line SET quantity = quantity * 2 WHERE product_id = 4;
        UPDATE product SET stock = stock * 2 WHERE id = 4;
        UPDATE daily_sales SET units = units * 2 WHERE product_id = 4;
        DELETE FROM issued_coupon WHERE coupon_id = 4 AND rank > (SELECT issued - 100 FROM coupon WHERE id = 4);
        UPDATE coupon SET issued = issued - 100 WHERE id = 4
        """;

    private final Connection connection;
    private int pieces;
    private int moment;

    private CrowdedBooks(Connection connection) {
        this.connection = connection;
    }

    static CrowdedBooks in(Connection connection) throws SQLException {
        CrowdedBooks shop = new CrowdedBooks(connection);
        shop.commit(CROWD);
        if (Engines.isPostgres()) {
            PostgresBooks.continueNumbers(connection);
        }
        return shop;
    }

    /** Does something of everything with the one user, product, coupon and day; the books balance afterwards. */
    void live() throws SQLException {
        moment++;
        long early = 100_000L + moment;
        long late = 100_000L + ROWS - moment;
        long placed = 100_000L + ROWS + 3L * moment - 2;
        commit(CHARGE);
        commit(ISSUE);
        commit(PLACE);
        commit(PLACE);
        commit(PLACE);
        commit(PAY.formatted(placed));
        commit(GIVE_BACK.formatted(placed + 1, "CANCELLED", "CANCEL"));
        for (long refunded : new long[] {early, late}) {
            commit(GIVE_BACK.formatted(refunded, "REFUNDED", "REFUND") + ";" + REFUND.formatted(refunded));
        }
    }

    /** Replaces this shop with another one after some pieces of a check, as a reset in test mode does. */
    void exchange() throws SQLException {
        pieces++;
        if (pieces == 5) {
            commit(EXCHANGE);
        }
    }

    private void commit(String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            for (String sql : script.split(";")) {
                statement.executeUpdate(sql);
            }
            statement.execute("COMMIT");
        }
    }
}
