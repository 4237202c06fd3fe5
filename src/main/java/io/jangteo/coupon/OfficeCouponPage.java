package io.jangteo.coupon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of offers as the administrator sees them, in the order of their ids. */
public record OfficeCouponPage(
        List<OfficeCoupon> coupons, @Nullable String nextCursor) {}
