package io.jangteo.coupon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of offers, in the order of their ids. */
public record CouponPage(List<Coupon> coupons, @Nullable String nextCursor) {}
