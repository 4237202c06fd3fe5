package io.jangteo.bench;

import io.jangteo.cluster.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills a migrated database with users, the first of them rich, and products. */
final class PostgresData {
    static final int USERS = 200_000;
    static final int RICH = 1_000;
    static final int PRODUCTS = 100;

    private PostgresData() {}

    static void load(PostgresServer server, String url) {
        try (Connection connection = server.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO shop_user (name, point, point_max, created_at)
                    SELECT 'user ' || n, CASE WHEN n <= %1$d THEN 1000000000 ELSE 0 END, 1000000000000, 0
                    FROM generate_series(1, %2$d) n;
                    INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
                    SELECT n, 'ADJUST', 1000000000, 1000000000, 'bench', 0 FROM generate_series(1, %1$d) n;
                    INSERT INTO product (name, price, stock, created_at)
                    SELECT 'product ' || n, 1, 1000000000, 0 FROM generate_series(1, %3$d) n;
                    INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)
                    SELECT n, 'INITIAL', 1000000000, 1000000000, 'created', 0 FROM generate_series(1, %3$d) n;
                    ANALYZE""".formatted(RICH, USERS, PRODUCTS));
        } catch (SQLException thrown) {
            throw new BenchFailure("The database cannot be filled: " + thrown.getMessage());
        }
    }
}
