package io.jangteo.seed;

import io.jangteo.order.OrderLimits;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds everything about a seed file that can be told from it, the settings and the clock. */
final class SeedCheck {
    private final Seed seed;
    private final SeedIndex index;
    private final OrderLimits limits;
    /** What could not be read, and so is not looked at again. */
    private final SeedFaults unread;

    private final SeedFaults faults = new SeedFaults();

    SeedCheck(Seed seed, SeedIndex index, OrderLimits limits) {
        this.seed = seed;
        this.index = index;
        this.limits = limits;
        this.unread = seed.faults();
        this.faults.addAll(unread);
    }

    /**
     * Returns what happened.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} with all faults
     */
    SeedEvents requireFaultless(Instant now) {
        requireDistinct("users", Seed.each(seed.users()), SeedUser::reference);
        requireDistinct("products", Seed.each(seed.products()), SeedProduct::reference);
        requireDistinct("coupons", Seed.each(seed.coupons()), SeedCoupon::reference);
        checkOffers(Seed.each(seed.coupons()));
        checkIssues(Seed.each(seed.issued()));
        checkOrders(Seed.each(seed.orders()));
        SeedEvents events = new SeedEvents(seed, index, now, faults);
        new SeedCourse(seed, index, events, limits, unread, faults).run();
        faults.refuse();
        return events;
    }

    private <T> void requireDistinct(String list, List<T> entries, Function<T, @Nullable String> reference) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String name = reference.apply(entries.get(i));
            if (name != null && !name.isEmpty() && !taken.add(name)) {
                faults.add(list + "[" + i + "].reference", "expected one that no entry before has");
            }
        }
    }

    private void checkOffers(List<SeedCoupon> coupons) {
        for (int i = 0; i < coupons.size(); i++) {
            SeedCoupon coupon = coupons.get(i);
            if (coupon.issueFrom() != null
                    && coupon.issueUntil() != null
                    && !coupon.issueFrom().isBefore(coupon.issueUntil())) {
                faults.add("coupons[" + i + "].issueUntil", "expected a time after issueFrom");
            }
        }
    }

    private void checkIssues(List<SeedIssue> issued) {
        for (int i = 0; i < issued.size(); i++) {
            SeedIssue issue = issued.get(i);
            String place = "issued[" + i + "]";
            require(index.coupon(issue.coupon()), issue.coupon(), place + ".coupon", "coupons");
            require(index.user(issue.user()), issue.user(), place + ".user", "users");
            if ((issue.revokedAt() == null) != (issue.revokeReason() == null)) {
                faults.add(place + ".revokeReason", "expected together with revokedAt, or not at all");
            }
            requireInOrder(place, issue.at(), issue.revokedAt(), ".revokedAt");
        }
    }

    private void checkOrders(List<SeedOrder> orders) {
        SeedItems items = new SeedItems(seed, index, limits, unread, faults);
        for (int i = 0; i < orders.size(); i++) {
            SeedOrder order = orders.get(i);
            String place = "orders[" + i + "]";
            require(index.user(order.user()), order.user(), place + ".user", "users");
            for (int j = 0; j < order.items().size(); j++) {
                Object product = order.items().get(j).product();
                require(index.product(product), product, place + ".items[" + j + "].product", "products");
            }
            if (order.coupon() != null) {
                checkCoupon(order, order.coupon(), place + ".coupon");
            }
            items.check(order, place);
            if (order.paidAt() != null && !order.isPaid() && !unread.touch(place + ".paid")) {
                faults.add(place + ".paidAt", "expected only if paid is true");
            } else {
                requireInOrder(place, order.at(), order.paidAt(), ".paidAt");
            }
        }
    }

    private void checkCoupon(SeedOrder order, Object coupon, String place) {
        require(index.coupon(coupon), coupon, place, "coupons");
        if (index.coupon(coupon) != SeedIndex.NONE
                && index.user(order.user()) != SeedIndex.NONE
                && index.issued(coupon, order.user()) == SeedIndex.NONE
                && !unread.areAt("issued")) {
            faults.add(place, "expected an offer of which issued has a coupon for this user");
        }
    }

    /** An empty name is a fault already, and so is a list that is none. */
    private void require(int found, Object name, String place, String list) {
        if (found == SeedIndex.NONE && !name.equals("") && !unread.areAt(list)) {
            faults.add(place, "expected the reference or place of one of " + list);
        }
    }

    private void requireInOrder(String place, @Nullable Instant first, @Nullable Instant second, String field) {
        if (second != null && (first == null || second.isBefore(first)) && !unread.touch(place + ".at")) {
            faults.add(place + field, "expected a time, not before at");
        }
    }
}
