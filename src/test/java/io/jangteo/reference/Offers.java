package io.jangteo.reference;

import static io.jangteo.reference.ExpectedReply.members;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Coupons and the users' copies of them. */
final class Offers {
    private final ReferenceClock clock;
    private final Wallets wallets;
    private final TreeMap<Long, Offer> offers = new TreeMap<>();
    private final TreeMap<Long, Copy> copies = new TreeMap<>();

    Offers(ReferenceClock clock, Wallets wallets) {
        this.clock = clock;
        this.wallets = wallets;
    }

    /**
     * What an offer takes off.
     *
     * @param value won, or of a hundred
     * @param max the most that a share takes off; null if there is no bound
     */
    record Discount(boolean isShare, long value, Long max) {
        long of(long itemsAmount) {
            if (!isShare) {
                return Math.min(value, itemsAmount);
            }
            long share = Math.floorDiv(itemsAmount * value, 100L);
            return max == null ? share : Math.min(share, max);
        }

        Map<String, Object> shown() {
            return isShare
                    ? members("type", "PERCENT", "percent", value, "maxAmount", max)
                    : members("type", "FIXED", "amount", value);
        }
    }

    /**
     * What an offer is made with.
     *
     * @param from when its window opens, null if it always was
     * @param until when it closes, null if never
     */
    record Terms(
            String name,
            Discount discount,
            long minOrderAmount,
            long quantity,
            Instant from,
            Instant until,
            long validDays) {}

    static final class Offer {
        final long id;
        Terms terms;
        long issued;
        boolean isClosed;

        Offer(long id, Terms terms) {
            this.id = id;
            this.terms = terms;
        }

        Map<String, Object> shown() {
            return members(
                    "id",
                    id,
                    "name",
                    terms.name,
                    "discount",
                    terms.discount.shown(),
                    "minOrderAmount",
                    terms.minOrderAmount,
                    "quantity",
                    terms.quantity,
                    "issued",
                    issued,
                    "issueFrom",
                    terms.from,
                    "issueUntil",
                    terms.until,
                    "validDays",
                    terms.validDays);
        }
    }

    static final class Copy {
        final long id;
        final Offer offer;
        final long userId;
        final long rank;
        final Instant issuedAt;
        /** By the reference's clock. */
        final Instant over;
        /** The order that it paid for; null while it is not used. */
        Long orderId;

        boolean isRevoked;

        Copy(long id, Offer offer, long userId, long rank, Instant issuedAt, Instant over) {
            this.id = id;
            this.offer = offer;
            this.userId = userId;
            this.rank = rank;
            this.issuedAt = issuedAt;
            this.over = over;
        }

        Instant expiresAt() {
            return issuedAt.plus(validity(offer.terms));
        }
    }

    ExpectedReply create(Terms terms, Told told) {
        Offer offer = new Offer(told.newAmong(offers), terms);
        offers.put(offer.id, offer);
        return ExpectedReply.created(KeptOffers.office(this, offer));
    }

    ExpectedReply get(long couponId) {
        return ExpectedReply.ok(require(couponId).shown());
    }

    ExpectedReply list() {
        return ExpectedReply.ok(Listing.of(
                "coupons", all().stream().filter(offer -> !offer.isClosed).toList(), Offer::shown, 100));
    }

    ExpectedReply issue(long couponId, long userId, Told told) {
        wallets.require(userId);
        Offer offer = require(couponId);
        boolean opened = offer.terms.from == null || clock.hasReached(offer.terms.from);
        boolean closed = offer.terms.until != null && clock.hasReached(offer.terms.until);
        if (offer.isClosed || !opened || closed) {
            throw ExpectedReply.refused(400, "COUPON_NOT_OPEN").thrown();
        }
        if (copies.values().stream().anyMatch(copy -> copy.offer == offer && copy.userId == userId)) {
            throw ExpectedReply.refused(409, "COUPON_ALREADY_ISSUED").thrown();
        }
        if (offer.issued == offer.terms.quantity) {
            throw ExpectedReply.refused(400, "COUPON_SOLD_OUT").thrown();
        }
        offer.issued++;
        Instant over = clock.now().plus(validity(offer.terms));
        Copy copy = new Copy(told.newAmong(copies), offer, userId, offer.issued, clock.accept(told.at()), over);
        copies.put(copy.id, copy);
        return ExpectedReply.ok(shown(copy));
    }

    ExpectedReply ofUser(long userId, Set<String> statuses) {
        wallets.require(userId);
        List<Copy> listed = copies().stream()
                .filter(copy -> copy.userId == userId && statuses.contains(status(copy)))
                .toList();
        return ExpectedReply.ok(Listing.newestFirst("coupons", listed, this::shown, 100));
    }

    /** Null if there is none. */
    Copy copy(long id) {
        return copies.get(id);
    }

    /** The user's copy, which has to be good for an order now. */
    Copy requireUsable(long id, long userId) {
        Copy copy = copies.get(id);
        if (copy == null || copy.userId != userId) {
            throw ExpectedReply.refused(400, "ISSUED_COUPON_NOT_FOUND").thrown();
        }
        requireIssued(copy);
        return copy;
    }

    void requireIssued(Copy copy) {
        switch (status(copy)) {
            case "REVOKED" -> throw ExpectedReply.refused(409, "COUPON_REVOKED").thrown();
            case "USED" ->
                throw ExpectedReply.refused(409, "COUPON_ALREADY_USED").thrown();
            case "EXPIRED" -> throw ExpectedReply.refused(409, "COUPON_EXPIRED").thrown();
            default -> {}
        }
    }

    /** Makes a copy usable again after the refund of its order; false if its time is over and it stays used. */
    boolean giveBack(Copy copy) {
        if (clock.hasReached(copy.over)) {
            return false;
        }
        copy.orderId = null;
        return true;
    }

    String status(Copy copy) {
        if (copy.isRevoked) {
            return "REVOKED";
        }
        if (copy.orderId != null) {
            return "USED";
        }
        return clock.hasReached(copy.over) ? "EXPIRED" : "ISSUED";
    }

    List<Offer> all() {
        return new ArrayList<>(offers.values());
    }

    List<Copy> copies() {
        return new ArrayList<>(copies.values());
    }

    Offer require(long couponId) {
        Offer offer = offers.get(couponId);
        if (offer == null) {
            throw ExpectedReply.refused(400, "COUPON_NOT_FOUND").thrown();
        }
        return offer;
    }

    Map<String, Object> shown(Copy copy) {
        Terms terms = copy.offer.terms;
        return members(
                "id",
                copy.id,
                "couponId",
                copy.offer.id,
                "userId",
                copy.userId,
                "name",
                terms.name,
                "discount",
                terms.discount.shown(),
                "status",
                status(copy),
                "rank",
                copy.rank,
                "issuedAt",
                copy.issuedAt,
                "expiresAt",
                copy.expiresAt());
    }

    private static Duration validity(Terms terms) {
        return Duration.ofDays(terms.validDays);
    }
}
