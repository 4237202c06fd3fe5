package io.jangteo.seed;

import io.jangteo.coupon.Discount;
import io.jangteo.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads a shop in parts. */
final class ExportSql {
    private ExportSql() {}

    /** A row with its id. */
    record Row<T>(long id, T entry) {}

    /** What another entry is called: by its reference if it has one. */
    record Name(long id, @Nullable String reference) {}

    /** A coupon that was issued: the offer, its rank there, and the user. */
    record Issued(
            long couponId,
            long rank,
            Name coupon,
            Name user,
            Instant at,
            @Nullable Instant revokedAt,
            @Nullable String revokeReason) {}

    record Line(Name product, long quantity, long unitPrice, String name, long priceNow, String nameNow) {}

    record Order(
            long id,
            Name user,
            @Nullable Name coupon,
            Instant at,
            @Nullable Instant paidAt,
            List<Line> lines) {}

    static List<Row<SeedUser>> users(Handle handle, long after, int limit) {
        return Sql.of(handle, """
                        SELECT id, name, point, reference FROM shop_user WHERE id > :after ORDER BY id LIMIT :limit
                        """, "after", after, "limit", limit)
                .list(row -> new Row<>(
                        row.getLong("id"),
                        new SeedUser(row.getString("name"), row.getLong("point"), row.getString("reference"))));
    }

    static List<Row<SeedProduct>> products(Handle handle, long after, int limit) {
        return Sql.of(handle, """
                        SELECT id, name, price, stock, reference, on_sale FROM product
                        WHERE id > :after ORDER BY id LIMIT :limit
                        """, "after", after, "limit", limit)
                .list(row -> new Row<>(
                        row.getLong("id"),
                        new SeedProduct(
                                row.getString("name"),
                                row.getLong("price"),
                                row.getLong("stock"),
                                row.getString("reference"),
                                row.getInt("on_sale") == 1)));
    }

    static List<Row<SeedCoupon>> coupons(Handle handle, long after, int limit) {
        return Sql.of(handle, "SELECT * FROM coupon WHERE id > :after ORDER BY id LIMIT :limit")
                .with("after", after, "limit", limit)
                .list(row -> new Row<>(
                        row.getLong("id"),
                        new SeedCoupon(
                                row.getString("name"),
                                discount(row),
                                row.getLong("min_order_amount"),
                                row.getLong("quantity"),
                                Sql.instantOrNull(row, "issue_from"),
                                Sql.instantOrNull(row, "issue_until"),
                                row.getLong("valid_days"),
                                row.getString("reference"),
                                Sql.instantOrNull(row, "closed_at"))));
    }

    private static Discount discount(ResultSet row) throws SQLException {
        return row.getString("discount_type").equals("FIXED")
                ? new Discount.Fixed(row.getLong("discount_amount"))
                : new Discount.Percent(row.getLong("discount_percent"), Sql.longOrNull(row, "discount_max_amount"));
    }

    /** Returns the issued coupons of an offer and those after it, by rank. */
    static List<Issued> issued(Handle handle, long couponId, long afterRank, int limit) {
        return Sql.of(handle, """
                        SELECT i.coupon_id, i.rank, c.reference AS coupon, i.user_id, u.reference AS shopper,
                            i.issued_at, i.revoked_at, i.revoke_reason
                        FROM issued_coupon i
                        JOIN coupon c ON c.id = i.coupon_id
                        JOIN shop_user u ON u.id = i.user_id
                        WHERE (i.coupon_id, i.rank) > (:couponId, :rank)
                        ORDER BY i.coupon_id, i.rank
                        LIMIT :limit
                        """, "couponId", couponId, "rank", afterRank, "limit", limit)
                .list(row -> new Issued(
                        row.getLong("coupon_id"),
                        row.getLong("rank"),
                        new Name(row.getLong("coupon_id"), row.getString("coupon")),
                        new Name(row.getLong("user_id"), row.getString("shopper")),
                        Sql.instant(row, "issued_at"),
                        Sql.instantOrNull(row, "revoked_at"),
                        row.getString("revoke_reason")));
    }

    /** Returns orders that are paid or wait for it, in the order in which they were placed, with their lines. */
    static List<Order> orders(Handle handle, Instant at, long afterId, int limit) {
        List<Order> orders = new ArrayList<>();
        Sql.of(handle, """
                        SELECT o.*, u.reference AS shopper, i.coupon_id, c.reference AS coupon, l.product_id,
                            p.reference AS product, l.quantity, l.unit_price, l.name, p.price, p.name AS name_now
                        FROM (
                            SELECT id, user_id, issued_coupon_id, created_at, paid_at
                            FROM shop_order
                            WHERE (created_at, id) > (:at, :id) AND status IN ('PENDING', 'PAID')
                            ORDER BY created_at, id
                            LIMIT :limit) AS o
                        JOIN shop_user u ON u.id = o.user_id
                        LEFT JOIN issued_coupon i ON i.id = o.issued_coupon_id
                        LEFT JOIN coupon c ON c.id = i.coupon_id
                        JOIN order_line l ON l.order_id = o.id
                        JOIN product p ON p.id = l.product_id
                        ORDER BY o.created_at, o.id, l.line
                        """, "at", at, "id", afterId, "limit", limit).list(row -> {
            long id = row.getLong("id");
            if (orders.isEmpty() || orders.get(orders.size() - 1).id() != id) {
                orders.add(order(row));
            }
            return orders.get(orders.size() - 1).lines().add(line(row));
        });
        return orders;
    }

    private static Order order(ResultSet row) throws SQLException {
        Long coupon = Sql.longOrNull(row, "coupon_id");
        return new Order(
                row.getLong("id"),
                new Name(row.getLong("user_id"), row.getString("shopper")),
                coupon == null ? null : new Name(coupon, row.getString("coupon")),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "paid_at"),
                new ArrayList<>());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new Name(row.getLong("product_id"), row.getString("product")),
                row.getLong("quantity"),
                row.getLong("unit_price"),
                row.getString("name"),
                row.getLong("price"),
                row.getString("name_now"));
    }
}
