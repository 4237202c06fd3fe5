package io.jangteo.coupon;

/** The state of an issued coupon at a moment. */
public enum CouponStatus {
    ISSUED,
    USED,
    EXPIRED,
    REVOKED
}
