package io.jangteo.books;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks stocks against their movements. */
final class StockChecksSql {
    private static final KeysSql PRODUCTS = KeysSql.ofIds("product", "id");
    private static final HeadsSql PRODUCTS_WITH_MOVEMENTS =
            new HeadsSql(PRODUCTS, "stock_movement", "product_id", "id", "stock_movement");

    private StockChecksSql() {}

    static Check stockIsTheSumOfItsMovements() {
        return LedgerSql.sums("stock-is-the-sum-of-its-movements", Ledger.STOCKS);
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

    static Check movementGoesOnFromTheOneBefore() {
        return LedgerSql.chain("movement-goes-on-from-the-one-before", Ledger.STOCKS);
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
