package io.jangteo.coupon;

import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_FOUND;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_OPEN;

import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.json.Clearable;
import io.jangteo.user.UserName;
import io.jangteo.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The offers as the administrator keeps them: their changes, their end, and who got a coupon. */
public final class Offers {
    private static final Duration ENDING_SOON = Duration.ofHours(24);

    private final Database database;
    private final Users users;
    private final Coupons coupons;
    private final Outbox outbox;
    private final InstantSource clock;

    public Offers(Database database, Users users, Coupons coupons, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.users = users;
        this.coupons = coupons;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns offers in the order of their ids. */
    public OfficeCouponPage list(Page page) {
        return page.of(database.read(handle -> OfferSql.list(handle, page)), OfficeCoupon::id, OfficeCouponPage::new);
    }

    /** Returns the first offers, neither closed nor over, that have less than a tenth or 24 hours left, by id. */
    public List<OfferRunningOut> runningOut(Handle handle, Instant now, int limit) {
        return OfferSql.runningOut(handle, now, now.plus(ENDING_SOON), limit);
    }

    /**
     * Changes an offer for those who have no coupon of it yet; a new name is shown to all. The name of a closed offer
     * can change, and nothing else of it. Returns empty, and changes nothing, if it is like that already.
     *
     * @throws io.jangteo.problem.Problem {@code COUPON_NOT_FOUND}; {@code COUPON_NOT_OPEN} if it is closed;
     *     {@code MALFORMED_REQUEST} for a window that is never open; {@code QUANTITY_BELOW_ISSUED}
     */
    public Optional<OfficeCoupon> change(Tx tx, long id, CouponChange change) {
        StandingOffer offer = lock(tx, id);
        Coupon coupon = offer.coupon();
        Instant issueFrom = Clearable.change(change.issueFrom(), coupon.issueFrom());
        Instant issueUntil = Clearable.change(change.issueUntil(), coupon.issueUntil());
        StandingOffer changed = offer.with(
                Objects.requireNonNullElse(change.name(), coupon.name()),
                Objects.requireNonNullElse(change.quantity(), coupon.quantity()),
                issueFrom,
                issueUntil);
        if (offer.closedAt() != null && !changed.isIssuedLike(offer)) {
            throw COUPON_NOT_OPEN.problem().variant("CLOSED");
        }
        NewCoupon.requireWindow(issueFrom, issueUntil);
        if (changed.coupon().quantity() < coupon.issued()) {
            throw CouponRefusals.quantityBelowIssued(coupon.issued());
        }
        if (changed.equals(offer)) {
            return Optional.empty();
        }
        store(tx, changed);
        if (!coupon.isSoldOut() && changed.coupon().isSoldOut()) {
            outbox.add(tx, EventType.COUPON_SOLD_OUT, List.of(changed), OfferMessage::of);
        }
        return Optional.of(get(tx, id));
    }

    /**
     * Closes an offer for good: after this commit nothing is issued. Returns empty, and changes nothing, if it is
     * closed.
     *
     * @throws io.jangteo.problem.Problem {@code COUPON_NOT_FOUND}
     */
    public Optional<OfficeCoupon> close(Tx tx, long id) {
        StandingOffer offer = lock(tx, id);
        if (offer.closedAt() != null) {
            return Optional.empty();
        }
        store(tx, offer.closed(tx.now()));
        return Optional.of(get(tx, id));
    }

    /** Returns an offer that exists. */
    public OfficeCoupon get(Tx tx, long id) {
        return OfferSql.one(tx.handle(), id);
    }

    /**
     * Removes an offer with all its issued coupons, as if it had never been. Only for what was made up, such as the
     * offer of a race. The database refuses it if an order names one of the coupons, and looks through the orders for
     * each.
     *
     * @throws io.jangteo.problem.Problem {@code COUPON_NOT_FOUND}
     */
    public void remove(Tx tx, long id) {
        lock(tx, id);
        OfferSql.remove(tx.handle(), id);
    }

    /**
     * Returns an offer's issued coupons that have one of the statuses now, in the order of their ranks.
     *
     * @param withNames whether to name those who got them
     * @throws io.jangteo.problem.Problem {@code COUPON_NOT_FOUND}
     */
    public WinnerPage issued(long id, Set<CouponStatus> statuses, boolean withNames, Page page) {
        return database.read(handle -> {
            if (CouponSql.find(handle, id).isEmpty()) {
                throw COUPON_NOT_FOUND.problem();
            }
            List<Winner> fetched = WinnerSql.list(handle, id, statuses, page, clock.instant());
            return page.of(
                    fetched,
                    Winner::rank,
                    (issued, nextCursor) ->
                            new WinnerPage(issued, withNames ? names(handle, issued) : null, nextCursor));
        });
    }

    private List<UserName> names(Handle handle, List<Winner> issued) {
        return users.names(handle, issued.stream().map(Winner::userId).collect(Collectors.toSet()));
    }

    /**
     * Takes back an issued coupon that is neither used nor expired. It keeps its rank and goes on counting as issued;
     * its user can get no other of the same offer.
     *
     * @throws io.jangteo.problem.Problem {@code ISSUED_COUPON_NOT_FOUND}; {@code COUPON_REVOKED},
     *     {@code COUPON_ALREADY_USED}, {@code COUPON_EXPIRED}
     */
    public CouponUse revoke(Tx tx, long issuedCouponId, String reason) {
        coupons.lock(tx, List.of(issuedCouponId)).requireIssued(issuedCouponId, tx.now());
        WinnerSql.revoke(tx.handle(), issuedCouponId, reason, tx.now());
        CouponUse revoked = coupons.useOf(tx.handle(), issuedCouponId).orElseThrow();
        outbox.add(tx, EventType.COUPON_REVOKED, List.of(revoked), IssuedCouponMessage::revoked);
        return revoked;
    }

    /** Locks an offer against its issue and its other changes. */
    private static StandingOffer lock(Tx tx, long id) {
        StandingOffer offer = CouponSql.lock(tx.handle(), List.of(id)).get(id);
        if (offer == null) {
            throw COUPON_NOT_FOUND.problem();
        }
        return offer;
    }

    private static void store(Tx tx, StandingOffer offer) {
        OfferSql.change(tx.handle(), offer);
        OfferSql.keep(tx.handle(), offer, tx.now());
    }
}
