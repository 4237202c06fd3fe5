package io.jangteo.coupon;

import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_FOUND;

import io.jangteo.database.AsOf;
import io.jangteo.database.Batch;
import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.problem.Refusals;
import io.jangteo.user.Users;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The offers and the coupons issued to users. */
public final class Coupons {
    private final Database database;
    private final Users users;
    private final InstantSource clock;
    private final Batch<Issue, IssuedCoupon> issues;

    public Coupons(Database database, Users users, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.users = users;
        this.clock = clock;
        this.issues = new Issues(outbox);
    }

    /** Returns the offers that were not closed for good, in the order of their ids. */
    public CouponPage list(Page page) {
        return page.of(database.read(handle -> CouponSql.list(handle, page)), Coupon::id, CouponPage::new);
    }

    /**
     * Returns the offer.
     *
     * @throws io.jangteo.problem.Problem {@code COUPON_NOT_FOUND}
     */
    public Coupon get(long id) {
        return database.read(handle -> CouponSql.find(handle, id).orElseThrow(COUPON_NOT_FOUND::problem));
    }

    /**
     * Creates an offer.
     *
     * @throws io.jangteo.problem.Problem {@code REFERENCE_TAKEN} if another offer has the reference
     */
    public OfficeCoupon create(Tx tx, NewCoupon coupon) {
        StandingOffer offer = CouponSql.insert(tx.handle(), coupon, tx.now())
                .orElseThrow(() -> Refusals.referenceTaken(
                        CouponSql.idOf(tx.handle(), Objects.requireNonNull(coupon.reference()))));
        OfferSql.keep(tx.handle(), offer, tx.now());
        return OfficeCoupon.of(offer, 0, 0);
    }

    /**
     * Issues a coupon to the user: one per user, never more than the offer's quantity, with ranks without gaps.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}, {@code COUPON_NOT_FOUND}, {@code COUPON_NOT_OPEN},
     *     {@code COUPON_ALREADY_ISSUED}, {@code COUPON_SOLD_OUT}, checked in this order
     */
    public IssuedCoupon issue(Tx tx, long couponId, long userId) {
        return issues.one(tx, new Issue(couponId, userId));
    }

    /** Returns the issues that callers ask for at once. */
    public Batch<Issue, IssuedCoupon> issues() {
        return issues;
    }

    /**
     * Returns a user's coupons with one of the statuses at that moment, newest first.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public IssuedCouponPage ofUser(long userId, Set<CouponStatus> statuses, Page page, AsOf asOf) {
        List<IssuedCoupon> fetched = database.read(handle -> {
            users.require(handle, userId, asOf);
            return IssuedCouponSql.list(handle, userId, statuses, page, asOf, clock.instant());
        });
        return page.of(fetched, IssuedCoupon::id, IssuedCouponPage::new);
    }

    /** Returns an issued coupon with its current status and its order, in this snapshot. */
    public Optional<CouponUse> useOf(Handle handle, long issuedCouponId) {
        return IssuedCouponSql.use(handle, issuedCouponId, clock.instant());
    }

    /** Locks those of the issued coupons that exist until the transaction ends, in the order of their ids. */
    public LockedCoupons lock(Tx tx, Collection<Long> issuedCouponIds) {
        return new LockedCoupons(IssuedCouponSql.lock(tx.handle(), issuedCouponIds));
    }

    /** Makes the coupon of a refunded order usable again; an expired one stays used. */
    public void giveBack(Tx tx, long issuedCouponId, long orderId) {
        IssuedCouponSql.giveBack(tx.handle(), issuedCouponId, orderId, tx.now());
    }
}
