package io.jangteo.coupon;

/**
 * An issued coupon that its user may use now.
 *
 * @param minOrderAmount the least that the items of the order must cost, in won
 */
public record UsableCoupon(long id, Discount discount, long minOrderAmount) {}
