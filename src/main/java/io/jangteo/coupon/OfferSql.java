package io.jangteo.coupon;

import io.jangteo.database.Page;
import io.jangteo.database.Sql;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The offers as the administrator sees and changes them, and what they said before. */
final class OfferSql {
    private static final String OFFERS = """
            SELECT c.*,
                (SELECT COUNT(*) FROM issued_coupon i WHERE i.coupon_id = c.id AND i.used_at IS NOT NULL) AS used,
                (SELECT COUNT(*) FROM issued_coupon i WHERE i.coupon_id = c.id AND i.revoked_at IS NOT NULL) AS revoked
            FROM coupon c
            """;

    private static final Sql.RowMapper<OfficeCoupon> OFFICE_COUPON =
            row -> OfficeCoupon.of(CouponSql.OFFER.map(row), row.getLong("used"), row.getLong("revoked"));

    private OfferSql() {}

    /** Returns an offer that exists. */
    static OfficeCoupon one(Handle handle, long id) {
        return Sql.of(handle, OFFERS + "WHERE c.id = :id", "id", id).one(OFFICE_COUPON);
    }

    static List<OfficeCoupon> list(Handle handle, Page page) {
        return Sql.of(handle, OFFERS + "WHERE c.id > :after ORDER BY c.id LIMIT :limit")
                .with("after", page.afterOrFirst(), "limit", page.limitPlusOne())
                .list(OFFICE_COUPON);
    }

    /** May read all offers: an index of what is left would cost every issued coupon an entry. */
    static List<OfferRunningOut> runningOut(Handle handle, Instant now, Instant soon, int limit) {
        return Sql.of(handle, """
                        SELECT id, name, quantity - issued AS remaining, issue_until FROM coupon
                        WHERE issued < quantity AND closed_at IS NULL
                            AND (issue_until IS NULL OR issue_until > :now)
                            AND ((quantity - issued) * 10 < quantity OR issue_until < :soon)
                        ORDER BY id LIMIT :limit
                        """, "now", now, "soon", soon, "limit", limit)
                .list(row -> new OfferRunningOut(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getLong("remaining"),
                        Sql.instantOrNull(row, "issue_until")));
    }

    /**
     * Stores what a locked offer says from now on.
     *
     * @throws IllegalStateException if it was issued since it was locked
     */
    static void change(Handle handle, StandingOffer offer) {
        Coupon coupon = offer.coupon();
        int changed = Sql.of(handle, """
                        UPDATE coupon SET name = :name, quantity = :quantity,
                            issue_from = :issueFrom, issue_until = :issueUntil, closed_at = :closedAt
                        WHERE id = :id AND issued = :issued
                        """, "id", coupon.id(), "name", coupon.name(), "quantity", coupon.quantity())
                .with("issueFrom", coupon.issueFrom(), "issueUntil", coupon.issueUntil())
                .with("closedAt", offer.closedAt(), "issued", coupon.issued())
                .update();
        if (changed != 1) {
            throw new IllegalStateException("The locked coupon " + coupon.id() + " has changed");
        }
    }

    /** Keeps what an offer says from that moment on. */
    static void keep(Handle handle, StandingOffer offer, Instant at) {
        Coupon coupon = offer.coupon();
        Sql.of(handle, """
                        INSERT INTO coupon_change (coupon_id, issued, name, quantity, issue_from, issue_until,
                            closed_at, at)
                        VALUES (:id, :issued, :name, :quantity, :issueFrom, :issueUntil, :closedAt, :at)
                        """, "id", coupon.id(), "issued", coupon.issued(), "name", coupon.name())
                .with("quantity", coupon.quantity(), "issueFrom", coupon.issueFrom())
                .with("issueUntil", coupon.issueUntil(), "closedAt", offer.closedAt(), "at", at)
                .update();
    }

    /** Removes a locked offer with its issued coupons and its changes. */
    static void remove(Handle handle, long id) {
        Sql.of(handle, "DELETE FROM issued_coupon WHERE coupon_id = :id", "id", id)
                .update();
        Sql.of(handle, "DELETE FROM coupon_change WHERE coupon_id = :id", "id", id)
                .update();
        Sql.of(handle, "DELETE FROM coupon WHERE id = :id", "id", id).update();
    }
}
