package io.jangteo.reference;

import static io.jangteo.reference.ExpectedReply.members;

import io.jangteo.reference.Matching.Free;
import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.Offers.Offer;
import io.jangteo.reference.Offers.Terms;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the administrator does with offers and copies. */
final class KeptOffers {
    private final Offers offers;

    KeptOffers(Offers offers) {
        this.offers = offers;
    }

    /**
     * @param name null leaves it
     * @param quantity null leaves it
     * @param window null leaves it; else from and until, null where it is open
     */
    ExpectedReply change(long couponId, String name, Long quantity, Instant[] window) {
        Offer offer = offers.require(couponId);
        Terms before = offer.terms;
        Terms after = new Terms(
                name == null ? before.name() : name,
                before.discount(),
                before.minOrderAmount(),
                quantity == null ? before.quantity() : quantity,
                window == null ? before.from() : window[0],
                window == null ? before.until() : window[1],
                before.validDays());
        boolean isIssuedAsBefore = after.quantity() == before.quantity()
                && Objects.equals(after.from(), before.from())
                && Objects.equals(after.until(), before.until());
        if (offer.isClosed && !isIssuedAsBefore) {
            throw ExpectedReply.refused(400, "COUPON_NOT_OPEN").thrown();
        }
        if (after.quantity() < offer.issued) {
            throw ExpectedReply.refused(409, "QUANTITY_BELOW_ISSUED", "issued", offer.issued)
                    .thrown();
        }
        offer.terms = after;
        return ExpectedReply.ok(office(offers, offer));
    }

    ExpectedReply close(long couponId) {
        Offer offer = offers.require(couponId);
        offer.isClosed = true;
        return ExpectedReply.ok(office(offers, offer));
    }

    ExpectedReply revoke(long id, String reason) {
        Copy copy = offers.copy(id);
        if (copy == null) {
            throw ExpectedReply.refused(400, "ISSUED_COUPON_NOT_FOUND").thrown();
        }
        offers.requireIssued(copy);
        copy.isRevoked = true;
        Map<String, Object> shown = offers.shown(copy);
        shown.putAll(members("usedAt", null, "orderId", null, "revokedAt", Free.TEXT, "revokeReason", reason));
        return ExpectedReply.ok(shown);
    }

    ExpectedReply listAll() {
        return ExpectedReply.ok(Listing.of("coupons", offers.all(), offer -> office(offers, offer), 100));
    }

    ExpectedReply winners(long couponId, Set<String> statuses) {
        Offer offer = offers.require(couponId);
        List<Copy> listed = offers.copies().stream()
                .filter(copy -> copy.offer == offer && statuses.contains(offers.status(copy)))
                .sorted(Comparator.comparingLong(copy -> copy.rank))
                .toList();
        return ExpectedReply.ok(Listing.of("issued", listed, this::winner, 100));
    }

    static Map<String, Object> office(Offers offers, Offer offer) {
        List<Copy> issued =
                offers.copies().stream().filter(copy -> copy.offer == offer).toList();
        Map<String, Object> shown = offer.shown();
        shown.put("used", issued.stream().filter(copy -> copy.orderId != null).count());
        shown.put("revoked", issued.stream().filter(copy -> copy.isRevoked).count());
        shown.put("closedAt", offer.isClosed ? Free.TEXT : null);
        shown.put("reference", null);
        return shown;
    }

    private Map<String, Object> winner(Copy copy) {
        return members(
                "id",
                copy.id,
                "userId",
                copy.userId,
                "rank",
                copy.rank,
                "status",
                offers.status(copy),
                "issuedAt",
                copy.issuedAt,
                "expiresAt",
                copy.expiresAt(),
                "usedAt",
                copy.orderId == null ? null : Free.TEXT,
                "orderId",
                copy.orderId);
    }
}
