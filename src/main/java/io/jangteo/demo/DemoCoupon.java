package io.jangteo.demo;

import io.jangteo.coupon.Discount;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code coupons.json}.
 *
 * @param coupon its number in the history
 * @param minOrderAmount in won
 * @param opens when the issue window opens; open from the start if absent
 * @param closes when it closes; never if absent
 */
record DemoCoupon(
        int coupon,
        String name,
        Discount discount,
        long minOrderAmount,
        long quantity,
        long validDays,
        @Nullable DemoMoment opens,
        @Nullable DemoMoment closes) {}
