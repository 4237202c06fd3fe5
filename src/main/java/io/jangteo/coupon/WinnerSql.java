package io.jangteo.coupon;

import io.jangteo.database.Engine;
import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The coupons issued of an offer, and taking them back. */
final class WinnerSql {
    private WinnerSql() {}

    /** Returns the coupons of an offer that have one of the statuses now, in the order of their ranks. */
    static List<Winner> list(Handle handle, long couponId, Set<CouponStatus> statuses, Page page, Instant now) {
        Sql list = Sql.of(handle, """
                        SELECT * FROM (
                            SELECT i.*,
                                CASE WHEN i.revoked_at IS NOT NULL THEN 'REVOKED'
                                     WHEN i.used_at IS NOT NULL THEN 'USED'
                                     WHEN i.expires_at <= :now THEN 'EXPIRED'
                                     ELSE 'ISSUED' END AS status
                            FROM issued_coupon i %s) AS winner
                        WHERE coupon_id = :couponId AND rank > :after AND %s
                        ORDER BY rank LIMIT :limit
                        """.formatted(amongFew(handle, statuses), IssuedCouponSql.HAS_A_STATUS))
                .with("couponId", couponId, "after", page.afterOrFirst(), "now", now, "limit", page.limitPlusOne());
        return IssuedCouponSql.withStatuses(list, statuses)
                .list(row -> new Winner(
                        row.getLong("id"),
                        row.getLong("user_id"),
                        row.getLong("rank"),
                        CouponStatus.valueOf(row.getString("status")),
                        Sql.instant(row, "issued_at"),
                        Sql.instant(row, "expires_at"),
                        Sql.instantOrNull(row, "used_at"),
                        Sql.longOrNull(row, "order_id")));
    }

    /** Repeats what follows from the status, so that a few are not looked for among all. */
    private static String amongFew(Handle handle, Set<CouponStatus> statuses) {
        if (statuses.equals(EnumSet.of(CouponStatus.USED))) {
            return indexed(handle, "issued_coupon_used", "used_at");
        }
        return statuses.equals(EnumSet.of(CouponStatus.REVOKED))
                ? indexed(handle, "issued_coupon_revoked", "revoked_at")
                : "";
    }

    /** SQLite does not know how few they are, and would take the index of all ranks. */
    private static String indexed(Handle handle, String index, String moment) {
        String hint = Engine.of(handle) == Engine.SQLITE ? "INDEXED BY " + index + " " : "";
        return hint + "WHERE i." + moment + " IS NOT NULL";
    }

    /**
     * Takes a locked coupon back.
     *
     * @throws IllegalStateException if it is used, revoked or no longer valid
     */
    static void revoke(Handle handle, long issuedCouponId, String reason, Instant now) {
        int revoked = Sql.of(handle, """
                        UPDATE issued_coupon SET revoked_at = :now, revoke_reason = :reason
                        WHERE id = :id AND revoked_at IS NULL AND used_at IS NULL AND expires_at > :now
                        """, "id", issuedCouponId, "reason", reason, "now", now)
                .update();
        if (revoked != 1) {
            throw new IllegalStateException("The locked coupon " + issuedCouponId + " has changed");
        }
    }
}
