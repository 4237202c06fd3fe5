package io.jangteo.seed;

import static io.jangteo.order.OrderRefusals.INVALID_ORDER;

import io.jangteo.order.OrderLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the items of a seed file's orders against the settings, each other, and the coupon's minimum. */
final class SeedItems {
    /** More than any shop has, and small enough to go on calculating with. */
    private static final long AMOUNT_MAX = 1_000_000_000_000_000_000L;

    private final List<SeedProduct> products;
    private final List<SeedCoupon> coupons;
    private final SeedIndex index;
    private final OrderLimits limits;
    private final SeedFaults unread;
    private final SeedFaults faults;

    /**
     * @param unread what is not looked at again
     * @param faults to which is added what is wrong
     */
    SeedItems(Seed seed, SeedIndex index, OrderLimits limits, SeedFaults unread, SeedFaults faults) {
        this.products = Seed.each(seed.products());
        this.coupons = Seed.each(seed.coupons());
        this.index = index;
        this.limits = limits;
        this.unread = unread;
        this.faults = faults;
    }

    void check(SeedOrder order, String place) {
        String list = place + ".items";
        if (unread.areAt(place) || unread.areAt(list)) {
            return;
        }
        if (order.items().isEmpty()) {
            faults.add(list, INVALID_ORDER.problem().variant("NO_ITEMS"));
        }
        if (order.items().size() > limits.linesMax()) {
            faults.add(list, INVALID_ORDER.problem(limits.linesMax()).variant("TOO_MANY_LINES"));
        }
        checkQuantities(order, list);
        requireSame(order, list, ".unitPrice", SeedOrder.SeedItem::unitPrice, ".price", SeedProduct::price);
        requireSame(order, list, ".name", SeedOrder.SeedItem::name, ".name", SeedProduct::name);
        if (order.coupon() != null && !order.items().isEmpty() && !faults.touch(list)) {
            checkMinimum(order, index.coupon(order.coupon()), place + ".coupon");
        }
    }

    /** The limit is one of a product, over all of its lines; it is told once of each. */
    private void checkQuantities(SeedOrder order, String list) {
        Map<Integer, Long> units = new HashMap<>();
        for (int j = 0; j < order.items().size(); j++) {
            SeedOrder.SeedItem item = order.items().get(j);
            int product = index.product(item.product());
            long before = product == SeedIndex.NONE ? 0 : units.getOrDefault(product, 0L);
            long after = before + item.quantity();
            units.put(product, after);
            if (after > limits.lineQuantityMax() && before <= limits.lineQuantityMax()) {
                faults.add(
                        list + "[" + j + "].quantity",
                        INVALID_ORDER.problem(limits.lineQuantityMax()).variant("QUANTITY"));
            }
        }
    }

    /** Lines of one product become one line of the order, which has one price and one name. */
    private <T> void requireSame(
            SeedOrder order,
            String list,
            String field,
            Function<SeedOrder.SeedItem, @Nullable T> then,
            String productField,
            Function<SeedProduct, T> now) {
        Map<Integer, T> first = new HashMap<>();
        for (int j = 0; j < order.items().size(); j++) {
            SeedOrder.SeedItem item = order.items().get(j);
            String place = list + "[" + j + "]" + field;
            int product = index.product(item.product());
            T given = then.apply(item);
            boolean isKnown = product != SeedIndex.NONE
                    && !unread.touch(place)
                    && (given != null || !unread.touch("products[" + product + "]" + productField));
            if (isKnown) {
                T value = Objects.requireNonNullElseGet(given, () -> now.apply(products.get(product)));
                T before = first.putIfAbsent(product, value);
                if (before != null && !before.equals(value)) {
                    faults.add(place, "expected " + before + ", as before: an order has one line of a product");
                }
            }
        }
    }

    private void checkMinimum(SeedOrder order, int coupon, String place) {
        if (coupon == SeedIndex.NONE || unread.touch("coupons[" + coupon + "].minOrderAmount")) {
            return;
        }
        long amount = 0;
        for (SeedOrder.SeedItem item : order.items()) {
            int product = index.product(item.product());
            Long then = item.unitPrice();
            if (then == null && unread.touch("products[" + product + "].price")) {
                return;
            }
            long price = then == null ? products.get(product).price() : then;
            amount = Math.min(AMOUNT_MAX, amount + price * item.quantity());
        }
        long minimum = coupons.get(coupon).minOrderAmount();
        if (amount < minimum) {
            faults.add(place, INVALID_ORDER.problem(minimum).variant("BELOW_MINIMUM"));
        }
    }
}
