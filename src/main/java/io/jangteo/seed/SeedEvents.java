package io.jangteo.seed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened according to a seed file. */
final class SeedEvents {
    private final Instant now;
    private final SeedFaults faults;
    private final List<Event> events = new ArrayList<>();
    private final BitSet outsideWindow = new BitSet();
    private Instant opening;

    /** In the order in which they happen if they do so at the same moment. */
    enum Kind {
        ISSUE,
        PLACE,
        PAY,
        REVOKE,
        CLOSE
    }

    /**
     * Something that happened.
     *
     * @param place of its entry in the file's list, from 0
     * @param turn its place in time: after what it presupposes, even if the clocks of several servers differed
     */
    record Event(Kind kind, int place, Instant at, Instant turn) {}

    /** Adds times that have not passed to the faults. */
    SeedEvents(Seed seed, SeedIndex index, Instant now, SeedFaults faults) {
        this.now = now;
        this.faults = faults;
        this.opening = now;
        List<Instant> issues = new ArrayList<>();
        List<SeedIssue> issued = Seed.each(seed.issued());
        for (int i = 0; i < issued.size(); i++) {
            issues.add(addIssue(i, issued.get(i), seed, index));
        }
        List<SeedOrder> orders = Seed.each(seed.orders());
        for (int i = 0; i < orders.size(); i++) {
            SeedOrder order = orders.get(i);
            int issue = order.coupon() == null ? SeedIndex.NONE : index.issued(order.coupon(), order.user());
            addOrder(i, order, issue == SeedIndex.NONE ? Instant.EPOCH : issues.get(issue));
        }
        List<SeedCoupon> coupons = Seed.each(seed.coupons());
        for (int i = 0; i < coupons.size(); i++) {
            if (coupons.get(i).closedAt() != null) {
                Instant unused =
                        add(Kind.CLOSE, i, coupons.get(i).closedAt(), "coupons[" + i + "].closedAt", Instant.EPOCH);
            }
        }
        events.sort(Comparator.comparing(Event::turn).thenComparing(Event::kind).thenComparingInt(Event::place));
    }

    List<Event> inOrder() {
        return Collections.unmodifiableList(events);
    }

    /** Returns when everybody and everything was there: before the first thing that happened. */
    Instant opening() {
        return opening;
    }

    /** Returns whether no coupon of the offer was issued at a time at which the offer is not open. */
    boolean areIssuedWithinTheirWindow(int coupon) {
        return !outsideWindow.get(coupon);
    }

    private Instant addIssue(int i, SeedIssue issue, Seed seed, SeedIndex index) {
        String place = "issued[" + i + "]";
        Instant turn = add(Kind.ISSUE, i, issue.at(), place + ".at", Instant.EPOCH);
        if (issue.revokedAt() != null) {
            Instant unused = add(Kind.REVOKE, i, issue.revokedAt(), place + ".revokedAt", turn);
        }
        int coupon = index.coupon(issue.coupon());
        if (coupon != SeedIndex.NONE && !Seed.each(seed.coupons()).get(coupon).isOpenAt(orNow(issue.at()))) {
            outsideWindow.set(coupon);
        }
        return turn;
    }

    private void addOrder(int i, SeedOrder order, Instant first) {
        String place = "orders[" + i + "]";
        Instant turn = add(Kind.PLACE, i, order.at(), place + ".at", first);
        if (order.isPaid()) {
            Instant paidAt = order.paidAt() == null ? order.at() : order.paidAt();
            Instant unused = add(Kind.PAY, i, paidAt, place + (order.paidAt() == null ? ".at" : ".paidAt"), turn);
        }
    }

    private Instant add(Kind kind, int place, @Nullable Instant given, String field, Instant earliest) {
        Instant at = orNow(given);
        if (at.isAfter(now)) {
            faults.add(field, "expected a time that has passed");
        }
        opening = at.isBefore(opening) ? at : opening;
        Instant turn = at.isBefore(earliest) ? earliest : at;
        events.add(new Event(kind, place, at, turn));
        return turn;
    }

    /** Returns when something happens that may have no time. */
    Instant orNow(@Nullable Instant given) {
        return given == null ? now : given;
    }
}
