package io.jangteo.coupon;

import io.jangteo.database.AsOf;
import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Rows;
import io.jangteo.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The coupons issued to users. */
final class IssuedCouponSql {
    private static final String TERMS = """
            SELECT i.id, i.user_id, i.revoked_at, i.used_at, i.expires_at, c.discount_type, c.discount_amount,
                c.discount_percent, c.discount_max_amount, c.min_order_amount
            FROM issued_coupon i JOIN coupon c ON c.id = i.coupon_id
            """;

    /** The condition that a column {@code status} is one of those of {@link #withStatuses}. */
    static final String HAS_A_STATUS = """
            CASE status WHEN 'USED' THEN :used WHEN 'EXPIRED' THEN :expired WHEN 'REVOKED' THEN :revoked
                        ELSE :issued END = 1""";

    private IssuedCouponSql() {}

    /** Returns which of the users exist, and which of the coupons they have already. */
    static Issues.Taken taken(Handle handle, List<Issue> requests) {
        Issues.Taken taken = new Issues.Taken();
        if (Engine.of(handle) == Engine.SQLITE) {
            requests.forEach(request -> look(handle, request, taken));
            return taken;
        }
        Sql.of(handle, """
                        SELECT a.place, i.id IS NOT NULL AS issued
                        FROM unnest(:coupons, :users) WITH ORDINALITY AS a (coupon_id, user_id, place)
                        JOIN shop_user u ON u.id = a.user_id
                        LEFT JOIN issued_coupon i ON i.coupon_id = a.coupon_id AND i.user_id = a.user_id
                        """)
                .with("coupons", Sql.longs(requests, Issue::couponId), "users", Sql.longs(requests, Issue::userId))
                .list(row -> taken.found(requests.get(row.getInt("place") - 1), row.getBoolean("issued")));
        return taken;
    }

    private static void look(Handle handle, Issue request, Issues.Taken taken) {
        Sql.of(handle, """
                        SELECT EXISTS (
                            SELECT 1 FROM issued_coupon WHERE coupon_id = :couponId AND user_id = :userId)
                        FROM shop_user WHERE id = :userId
                        """, "couponId", request.couponId(), "userId", request.userId())
                .findOne(row -> taken.found(request, row.getBoolean(1)));
    }

    /** Stores coupons and returns them with their ids, in the same order. */
    static List<IssuedCoupon> insert(Handle handle, List<IssuedCoupon> coupons) {
        List<Long> ids = Rows.ids(handle, "issued_coupon", coupons.size());
        List<IssuedCoupon> stored = new ArrayList<>(coupons.size());
        for (int i = 0; i < coupons.size(); i++) {
            stored.add(coupons.get(i).withId(ids.get(i)));
        }
        if (stored.size() > 1 && Engine.of(handle) == Engine.POSTGRES) {
            insertTogether(handle, stored);
            return stored;
        }
        Rows.insert(
                handle,
                "INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at)",
                stored,
                coupon -> Rows.row(
                        coupon.id(),
                        coupon.couponId(),
                        coupon.userId(),
                        coupon.rank(),
                        coupon.issuedAt(),
                        coupon.expiresAt()));
        return stored;
    }

    private static void insertTogether(Handle handle, List<IssuedCoupon> coupons) {
        Sql.of(handle, """
                        INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at)
                        SELECT id, coupon_id, user_id, rank, issued_at, expires_at
                        FROM unnest(:ids, :coupons, :users, :ranks, :issued, :expires)
                            AS i (id, coupon_id, user_id, rank, issued_at, expires_at)
                        """)
                .with("ids", Sql.longs(coupons, IssuedCoupon::id))
                .with("coupons", Sql.longs(coupons, IssuedCoupon::couponId))
                .with(
                        "users",
                        Sql.longs(coupons, IssuedCoupon::userId),
                        "ranks",
                        Sql.longs(coupons, IssuedCoupon::rank))
                .with("issued", Sql.longs(coupons, coupon -> coupon.issuedAt().toEpochMilli()))
                .with("expires", Sql.longs(coupons, coupon -> coupon.expiresAt().toEpochMilli()))
                .update();
    }

    /**
     * Returns a user's coupons with one of the statuses at that moment, newest first. A coupon returned since then no
     * longer shows its use; the order it paid for does.
     */
    static List<IssuedCoupon> list(
            Handle handle, long userId, Set<CouponStatus> statuses, Page page, AsOf asOf, Instant now) {
        Sql list = Sql.of(handle, """
                        SELECT * FROM (
                            SELECT i.*, c.discount_type, c.discount_amount, c.discount_percent, c.discount_max_amount,
                                CASE WHEN :past = 1 THEN COALESCE((
                                         SELECT h.name FROM coupon_change h
                                         WHERE h.coupon_id = c.id AND h.at <= :at
                                         ORDER BY h.id DESC LIMIT 1), c.name)
                                     ELSE c.name END AS name,
                                CASE WHEN i.revoked_at <= :at THEN 'REVOKED'
                                     WHEN i.used_at <= :at THEN 'USED'
                                     WHEN :past = 1 AND EXISTS (
                                         SELECT 1 FROM shop_order o
                                         WHERE o.user_id = i.user_id AND o.issued_coupon_id = i.id AND o.paid_at <= :at
                                           AND o.closed_at > :at) THEN 'USED'
                                     WHEN i.expires_at <= :now THEN 'EXPIRED'
                                     ELSE 'ISSUED' END AS status
                            FROM issued_coupon i JOIN coupon c ON c.id = i.coupon_id
                            WHERE i.user_id = :userId AND i.id < :before AND i.issued_at <= :at) AS coupon_then
                        WHERE %s
                        ORDER BY id DESC LIMIT :limit
                        """.formatted(HAS_A_STATUS), "userId", userId)
                .with("before", page.beforeOrLast(), "at", asOf.millis(), "past", asOf.isPast() ? 1 : 0)
                .with("now", asOf.momentOr(now), "limit", page.limitPlusOne());
        return withStatuses(list, statuses)
                .list(row -> issuedCoupon(row, CouponStatus.valueOf(row.getString("status"))));
    }

    /** Sets the parameters of {@link #HAS_A_STATUS}. */
    static Sql withStatuses(Sql list, Set<CouponStatus> statuses) {
        for (CouponStatus status : CouponStatus.values()) {
            list.with(status.name().toLowerCase(Locale.ROOT), statuses.contains(status) ? 1 : 0);
        }
        return list;
    }

    /** Returns an issued coupon and the order it was used for. */
    static Optional<CouponUse> use(Handle handle, long id, Instant now) {
        return Sql.of(handle, """
                        SELECT i.*, c.name, c.discount_type, c.discount_amount, c.discount_percent, c.discount_max_amount
                        FROM issued_coupon i JOIN coupon c ON c.id = i.coupon_id
                        WHERE i.id = :id
                        """, "id", id).findOne(row -> use(row, now));
    }

    /** Locks the issued coupons in the order of their ids, and returns them; omits ids without a coupon. */
    static List<LockedCoupons.Locked> lock(Handle handle, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        if (ids.size() == 1) {
            return Sql.of(handle, TERMS + "WHERE i.id = :id FOR NO KEY UPDATE OF i")
                    .with("id", ids.iterator().next())
                    .list(IssuedCouponSql::locked);
        }
        return Sql.of(handle, TERMS + "WHERE i.id = ANY(:ids) ORDER BY i.id FOR NO KEY UPDATE OF i")
                .with("ids", Sql.ids(ids))
                .list(IssuedCouponSql::locked);
    }

    private static LockedCoupons.Locked locked(ResultSet row) throws SQLException {
        return new LockedCoupons.Locked(
                row.getLong("user_id"),
                Sql.instantOrNull(row, "revoked_at") != null,
                Sql.instantOrNull(row, "used_at") != null,
                Sql.instant(row, "expires_at"),
                new UsableCoupon(row.getLong("id"), DiscountColumns.read(row), row.getLong("min_order_amount")));
    }

    /**
     * Marks locked coupons used.
     *
     * @throws IllegalStateException if one is used or revoked already, or no longer valid
     */
    static void use(Handle handle, List<LockedCoupons.Use> uses, Instant now) {
        int used = uses.size() > 1 && Engine.of(handle) == Engine.POSTGRES
                ? useTogether(handle, uses, now)
                : uses.stream().mapToInt(use -> use(handle, use, now)).sum();
        if (used != uses.size()) {
            throw new IllegalStateException("A locked coupon has changed");
        }
    }

    private static int use(Handle handle, LockedCoupons.Use use, Instant now) {
        return Sql.of(handle, """
                        UPDATE issued_coupon SET used_at = :now, order_id = :orderId
                        WHERE id = :id AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now
                        """, "id", use.issuedCouponId(), "orderId", use.orderId(), "now", now)
                .update();
    }

    private static int useTogether(Handle handle, List<LockedCoupons.Use> uses, Instant now) {
        return Sql.of(handle, """
                        UPDATE issued_coupon i SET used_at = :now, order_id = u.order_id
                        FROM unnest(:ids, :orders) AS u (id, order_id)
                        WHERE i.id = u.id AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > :now
                        """)
                .with("ids", Sql.longs(uses, LockedCoupons.Use::issuedCouponId))
                .with("orders", Sql.longs(uses, LockedCoupons.Use::orderId), "now", now)
                .update();
    }

    /** Makes a coupon usable again unless it has expired. */
    static void giveBack(Handle handle, long id, long orderId, Instant now) {
        Sql.of(handle, """
                        UPDATE issued_coupon SET used_at = NULL, order_id = NULL
                        WHERE id = :id AND order_id = :orderId AND expires_at > :now
                        """, "id", id, "orderId", orderId, "now", now).update();
    }

    private static IssuedCoupon issuedCoupon(ResultSet row, CouponStatus status) throws SQLException {
        return new IssuedCoupon(
                row.getLong("id"),
                row.getLong("coupon_id"),
                row.getLong("user_id"),
                row.getString("name"),
                DiscountColumns.read(row),
                status,
                row.getLong("rank"),
                Sql.instant(row, "issued_at"),
                Sql.instant(row, "expires_at"));
    }

    private static CouponUse use(ResultSet row, Instant now) throws SQLException {
        return CouponUse.of(
                issuedCoupon(row, status(row, now)),
                Sql.instantOrNull(row, "used_at"),
                Sql.longOrNull(row, "order_id"),
                Sql.instantOrNull(row, "revoked_at"),
                row.getString("revoke_reason"));
    }

    private static CouponStatus status(ResultSet row, Instant now) throws SQLException {
        if (Sql.instantOrNull(row, "revoked_at") != null) {
            return CouponStatus.REVOKED;
        }
        if (Sql.instantOrNull(row, "used_at") != null) {
            return CouponStatus.USED;
        }
        return Sql.instant(row, "expires_at").isAfter(now) ? CouponStatus.ISSUED : CouponStatus.EXPIRED;
    }
}
