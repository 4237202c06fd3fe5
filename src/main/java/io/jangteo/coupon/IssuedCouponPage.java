package io.jangteo.coupon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a user's coupons, newest first, each with its status at the requested moment. */
public record IssuedCouponPage(
        List<IssuedCoupon> coupons, @Nullable String nextCursor) {}
