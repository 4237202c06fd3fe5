package io.jangteo.coupon;

/** What an issued coupon is good for, as of a moment. */
public enum CouponStatus {
    ISSUED,
    USED,
    EXPIRED
}
