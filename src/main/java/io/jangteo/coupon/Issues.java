package io.jangteo.coupon;

import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_ISSUED;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_FOUND;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_OPEN;
import static io.jangteo.coupon.CouponRefusals.COUPON_SOLD_OUT;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.Batch;
import io.jangteo.database.Outcome;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.problem.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues coupons: one per user, never more than the offer's quantity, with ranks without gaps. */
final class Issues implements Batch<Issue, IssuedCoupon> {
    private final Outbox outbox;

    Issues(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The offers are locked first; what their users have is read after that, and so is everyone's newest. */
    @Override
    public List<Outcome<IssuedCoupon>> run(Tx tx, List<Issue> requests) {
        Map<Long, StandingOffer> offers = CouponSql.lock(
                tx.handle(), requests.stream().map(Issue::couponId).toList());
        Taken taken = IssuedCouponSql.taken(tx.handle(), requests);
        Map<Long, Long> ranks = new HashMap<>();
        offers.forEach((id, offer) -> ranks.put(id, offer.coupon().issued()));
        List<@Nullable Refusal> refusals = new ArrayList<>(requests.size());
        List<IssuedCoupon> issued = new ArrayList<>();
        for (Issue request : requests) {
            StandingOffer offer = offers.get(request.couponId());
            Refusal refusal = refusal(tx, request, offer, taken, ranks);
            refusals.add(refusal);
            if (refusal == null && offer != null) {
                taken.issued.add(request);
                long rank = ranks.merge(request.couponId(), 1L, Long::sum);
                issued.add(issued(tx, offer.coupon(), request.userId(), rank));
            }
        }
        return outcomes(refusals, store(tx, offers, ranks, issued));
    }

    /**
     * What is known of the users who ask.
     *
     * @param users those who exist
     * @param issued what was issued before
     */
    record Taken(Set<Long> users, Set<Issue> issued) {
        Taken() {
            this(new HashSet<>(), new HashSet<>());
        }

        /** Takes down the user of a request, who exists, and whether the coupon was issued to them before. */
        Taken found(Issue request, boolean isIssued) {
            users.add(request.userId());
            if (isIssued) {
                issued.add(request);
            }
            return this;
        }
    }

    private static @Nullable Refusal refusal(
            Tx tx, Issue request, @Nullable StandingOffer offer, Taken taken, Map<Long, Long> ranks) {
        if (!taken.users.contains(request.userId())) {
            return USER_NOT_FOUND;
        }
        if (offer == null) {
            return COUPON_NOT_FOUND;
        }
        if (!offer.isOpenAt(tx.now())) {
            return COUPON_NOT_OPEN;
        }
        if (taken.issued.contains(request)) {
            return COUPON_ALREADY_ISSUED;
        }
        Coupon coupon = offer.coupon();
        return ranks.getOrDefault(coupon.id(), 0L) < coupon.quantity() ? null : COUPON_SOLD_OUT;
    }

    private static IssuedCoupon issued(Tx tx, Coupon offer, long userId, long rank) {
        return new IssuedCoupon(
                0,
                offer.id(),
                userId,
                offer.name(),
                offer.discount(),
                CouponStatus.ISSUED,
                rank,
                tx.now(),
                tx.now().plus(Duration.ofDays(offer.validDays())));
    }

    /** Stores them and returns them with their ids, in the same order. */
    private List<IssuedCoupon> store(
            Tx tx, Map<Long, StandingOffer> offers, Map<Long, Long> ranks, List<IssuedCoupon> issued) {
        if (issued.isEmpty()) {
            return issued;
        }
        List<CouponSql.Count> counts = offers.values().stream()
                .map(StandingOffer::coupon)
                .map(offer -> new CouponSql.Count(offer.id(), offer.issued(), ranks.getOrDefault(offer.id(), 0L)))
                .filter(count -> count.before() != count.after())
                .toList();
        CouponSql.count(tx.handle(), counts);
        List<IssuedCoupon> stored = IssuedCouponSql.insert(tx.handle(), issued);
        outbox.add(tx, EventType.COUPON_ISSUED, stored, IssuedCouponMessage::issued);
        List<StandingOffer> soldOut = counts.stream()
                .map(count -> Objects.requireNonNull(offers.get(count.couponId())))
                .filter(offer -> offer.coupon().quantity()
                        == ranks.getOrDefault(offer.coupon().id(), 0L))
                .toList();
        outbox.add(tx, EventType.COUPON_SOLD_OUT, soldOut, OfferMessage::of);
        return stored;
    }

    private static List<Outcome<IssuedCoupon>> outcomes(List<@Nullable Refusal> refusals, List<IssuedCoupon> issued) {
        List<Outcome<IssuedCoupon>> outcomes = new ArrayList<>(refusals.size());
        int next = 0;
        for (Refusal refusal : refusals) {
            outcomes.add(refusal == null ? Outcome.of(issued.get(next++)) : Outcome.refused(refusal.problem()));
        }
        return outcomes;
    }
}
