package io.jangteo.books;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks stocks against their movements. */
final class StockChecksSql {
    private static final KeysSql PRODUCTS = KeysSql.ofIds("product", "id");
    private static final KeysSql MOVEMENTS = KeysSql.ofIds("stock_movement", "id");
    private static final HeadsSql PRODUCTS_WITH_MOVEMENTS =
            new HeadsSql(PRODUCTS, "stock_movement", "product_id", "id", "stock_movement");

    private StockChecksSql() {}

    static Check stockIsTheSumOfItsMovements() {
        SumsSql sums = new SumsSql(PRODUCTS_WITH_MOVEMENTS, Map.of("total", Facts.Merge.SUM), """
            SELECT p.id, p.stock, COALESCE((
                SELECT SUM(m.delta)
                FROM stock_movement m
                WHERE m.product_id = p.id AND m.id > :from AND m.id <= :until AND m.id <= :bound), 0) AS total
            FROM product p
            WHERE p.id > :after AND p.id <= :to
            ORDER BY p.id
            """);
        return new SumCheck("stock-is-the-sum-of-its-movements", sums, product -> {
            long stock = product.number("stock");
            long total = product.number("total");
            return stock == total
                    ? null
                    : "product " + product.id() + ": stock " + stock + ", movements add up to " + total;
        });
    }

    static Check stockIsWhatTheLastMovementLeft() {
        return new CheckSql("stock-is-what-the-last-movement-left", PRODUCTS, """
            SELECT id,
                CASE WHEN stock <> left_by_last THEN
                    'product ' || id || ': stock ' || stock || ', the last movement left ' || left_by_last
                END AS violation
            FROM (
                SELECT p.id, p.stock, COALESCE((
                    SELECT m.stock_after
                    FROM stock_movement m
                    WHERE m.product_id = p.id
                    ORDER BY m.id DESC
                    LIMIT 1), 0) AS left_by_last
                FROM product p
                WHERE p.id > :after AND p.id <= :to) AS last_movement
            """);
    }

    /**
     * The previous movement is usually in the same piece, since a product has many; it is looked up only if it is not.
     */
    static Check movementGoesOnFromTheOneBefore() {
        return new CheckSql("movement-goes-on-from-the-one-before", MOVEMENTS, """
            SELECT id,
                CASE WHEN stock_after <> stock_before + delta THEN
                    'movement ' || id || ' of product ' || product_id || ': ' || delta || ' upon ' || stock_before
                        || ' left ' || stock_after
                END AS violation
            FROM (
                SELECT id, product_id, delta, stock_after, COALESCE(before_in_piece, (
                    SELECT m.stock_after
                    FROM stock_movement m
                    WHERE m.product_id = piece.product_id AND m.id < piece.id
                    ORDER BY m.id DESC
                    LIMIT 1), 0) AS stock_before
                FROM (
                    SELECT id, product_id, delta, stock_after,
                        LAG(stock_after) OVER (PARTITION BY product_id ORDER BY id) AS before_in_piece
                    FROM stock_movement
                    WHERE id > :after AND id <= :to) AS piece) AS chain
            """);
    }

    /** The first of the movements that the other checks examine. */
    static Check productBeganWithItsFirstStock() {
        SumsSql sums = new SumsSql(PRODUCTS_WITH_MOVEMENTS, Map.of("initials", Facts.Merge.SUM), """
            SELECT p.id, p.created_at, m.kind, m.reference, m.at, (
                    SELECT COUNT(*)
                    FROM stock_movement i
                    WHERE i.product_id = p.id AND i.kind = 'INITIAL'
                        AND i.id > :from AND i.id <= :until AND i.id <= :bound) AS initials
            FROM product p
            LEFT JOIN stock_movement m ON m.id = (
                SELECT MIN(first.id)
                FROM stock_movement first
                WHERE first.product_id = p.id)
            WHERE p.id > :after AND p.id <= :to
            ORDER BY p.id
            """);
        return new SumCheck("product-began-with-its-first-stock", sums, StockChecksSql::otherBeginning);
    }

    private static @Nullable String otherBeginning(Facts product) {
        Object kind = product.value("kind");
        String created = "product " + product.id() + ": created at " + product.value("created_at");
        if (kind == null) {
            return created + ", nothing ever moved";
        }
        boolean begins = kind.equals("INITIAL")
                && Objects.equals(product.value("reference"), "created")
                && product.number("at") == product.number("created_at")
                && product.number("initials") == 1;
        return begins
                ? null
                : created + ", its first movement is " + kind + " for " + product.value("reference") + " at "
                        + product.value("at");
    }
}
