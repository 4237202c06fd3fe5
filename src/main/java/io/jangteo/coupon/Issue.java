package io.jangteo.coupon;

/** A user's request for a coupon of an offer. */
public record Issue(long couponId, long userId) {}
