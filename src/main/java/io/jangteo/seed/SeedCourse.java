package io.jangteo.seed;

import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_ISSUED;
import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_USED;
import static io.jangteo.coupon.CouponRefusals.COUPON_EXPIRED;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_OPEN;
import static io.jangteo.coupon.CouponRefusals.COUPON_REVOKED;
import static io.jangteo.coupon.CouponRefusals.COUPON_SOLD_OUT;
import static io.jangteo.order.OrderRefusals.ORDER_EXPIRED;

import io.jangteo.order.OrderLimits;
import io.jangteo.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the coupons of a seed file through time, before anything is loaded. What depends on a time or a number that
 * could not be read is left out.
 */
final class SeedCourse {
    /** By how much the clocks of several servers may differ, of which each wrote its own times. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

    private final List<SeedCoupon> coupons;
    private final List<SeedIssue> issued;
    private final List<SeedOrder> orders;
    private final SeedIndex index;
    private final SeedEvents events;
    private final OrderLimits limits;
    private final SeedFaults unread;
    private final SeedFaults faults;
    private final long[] counts;
    private final Set<List<Integer>> taken = new HashSet<>();
    private final BitSet closed = new BitSet();
    private final BitSet used = new BitSet();
    private final BitSet revoked = new BitSet();
    private final BitSet unplaced = new BitSet();

    /**
     * @param unread what is not looked at again
     * @param faults to which is added what is wrong
     */
    SeedCourse(
            Seed seed, SeedIndex index, SeedEvents events, OrderLimits limits, SeedFaults unread, SeedFaults faults) {
        this.coupons = Seed.each(seed.coupons());
        this.issued = Seed.each(seed.issued());
        this.orders = Seed.each(seed.orders());
        this.index = index;
        this.events = events;
        this.limits = limits;
        this.unread = unread;
        this.faults = faults;
        this.counts = new long[coupons.size()];
    }

    void run() {
        for (SeedEvents.Event event : events.inOrder()) {
            int i = event.place();
            switch (event.kind()) {
                case ISSUE -> issue(i);
                case PLACE -> place(i, event.at());
                case PAY -> pay(i, event.at());
                case REVOKE -> revoke(i, event.at());
                case CLOSE -> closed.set(i);
            }
        }
    }

    private void issue(int i) {
        SeedIssue issue = issued.get(i);
        int coupon = index.coupon(issue.coupon());
        int user = index.user(issue.user());
        if (coupon == SeedIndex.NONE) {
            return;
        }
        String place = "issued[" + i + "]";
        if (closed.get(coupon) && !unread.touch(place + ".at")) {
            faults.add(place, COUPON_NOT_OPEN.problem());
        } else if (user != SeedIndex.NONE && !taken.add(List.of(coupon, user))) {
            faults.add(place, COUPON_ALREADY_ISSUED.problem());
        } else if (counts[coupon] == coupons.get(coupon).quantity()
                && !unread.touch("coupons[" + coupon + "].quantity")) {
            faults.add(place, COUPON_SOLD_OUT.problem());
        } else {
            counts[coupon]++;
        }
    }

    private void place(int i, Instant at) {
        int issue = issueOf(i);
        if (issue == SeedIndex.NONE || unread.touch("orders[" + i + "].at")) {
            return;
        }
        Instant issuedAt = events.orNow(issued.get(issue).at());
        boolean isIssued = unread.touch("issued[" + issue + "].at") || !at.isBefore(issuedAt.minus(CLOCKS_APART_MAX));
        Refusal refusal = refusal(issue, at);
        if (!isIssued) {
            faults.add("orders[" + i + "].coupon", "expected a coupon that was issued before the order");
        } else if (refusal != null) {
            faults.add("orders[" + i + "].coupon", refusal.problem());
        }
        unplaced.set(i, !isIssued || refusal != null);
    }

    private void pay(int i, Instant at) {
        String place = "orders[" + i + "]";
        boolean isTimeKnown = !unread.touch(place + ".at") && !unread.touch(place + ".paidAt");
        Instant expiresAt = events.orNow(orders.get(i).at()).plus(limits.timeToLive());
        if (isTimeKnown && !at.isBefore(expiresAt)) {
            faults.add(place + ".paidAt", ORDER_EXPIRED.problem());
        }
        int issue = issueOf(i);
        if (issue != SeedIndex.NONE && !unplaced.get(i)) {
            Refusal usedTwice = used.get(issue) ? COUPON_ALREADY_USED : null;
            Refusal refusal = isTimeKnown ? refusal(issue, at) : usedTwice;
            if (refusal != null) {
                faults.add(place + ".coupon", refusal.problem());
            }
            used.set(issue);
        }
    }

    private void revoke(int i, Instant at) {
        Refusal refusal = refusal(i, at);
        if (refusal != null) {
            faults.add("issued[" + i + "].revokedAt", refusal.problem());
        }
        revoked.set(i);
    }

    private int issueOf(int order) {
        Object coupon = orders.get(order).coupon();
        return coupon == null
                ? SeedIndex.NONE
                : index.issued(coupon, orders.get(order).user());
    }

    /** Returns why an issued coupon is of no use at that moment, or null. */
    private @Nullable Refusal refusal(int issue, Instant at) {
        if (revoked.get(issue)) {
            return COUPON_REVOKED;
        }
        if (used.get(issue)) {
            return COUPON_ALREADY_USED;
        }
        int coupon = index.coupon(issued.get(issue).coupon());
        boolean isKnown = coupon != SeedIndex.NONE
                && !unread.touch("issued[" + issue + "].at")
                && !unread.touch("coupons[" + coupon + "].validDays");
        return isKnown && !at.isBefore(expiry(issue, coupon)) ? COUPON_EXPIRED : null;
    }

    private Instant expiry(int issue, int coupon) {
        return events.orNow(issued.get(issue).at())
                .plus(Duration.ofDays(coupons.get(coupon).validDays()));
    }
}
