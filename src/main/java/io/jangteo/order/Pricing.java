package io.jangteo.order;

import io.jangteo.coupon.UsableCoupon;
import java.util.List;
import java.util.Optional;

/**
 * The price of an order, in won.
 *
 * @param itemsAmount the sum of its lines
 * @param discountAmount the coupon's discount
 */
record Pricing(long itemsAmount, long discountAmount) {

    /** @throws io.jangteo.problem.Problem {@code INVALID_ORDER} if the items cost less than the coupon's minimum */
    static Pricing of(List<OrderLine> lines, Optional<UsableCoupon> coupon) {
        long itemsAmount = lines.stream().mapToLong(OrderLine::amount).sum();
        if (coupon.isEmpty()) {
            return new Pricing(itemsAmount, 0);
        }
        if (itemsAmount < coupon.get().minOrderAmount()) {
            throw OrderRefusals.invalid("BELOW_MINIMUM", coupon.get().minOrderAmount());
        }
        return new Pricing(itemsAmount, coupon.get().discount().of(itemsAmount));
    }

    long totalAmount() {
        return itemsAmount - discountAmount;
    }
}
