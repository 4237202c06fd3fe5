package io.jangteo.coupon;

/**
 * An issued coupon that its user may use now.
 *
 * @param minOrderAmount what the items of the order must cost at least, in won
 */
public record UsableCoupon(long id, Discount discount, long minOrderAmount) {}
