package io.jangteo.coupon;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;

/** The refusals about coupons. */
public final class CouponRefusals {
    public static final Refusal COUPON_NOT_FOUND = new Refusal("COUPON_NOT_FOUND", 400);
    public static final Refusal COUPON_SOLD_OUT = new Refusal("COUPON_SOLD_OUT", 400);
    public static final Refusal COUPON_NOT_OPEN = new Refusal("COUPON_NOT_OPEN", 400);
    public static final Refusal COUPON_ALREADY_ISSUED = new Refusal("COUPON_ALREADY_ISSUED", 409);
    public static final Refusal ISSUED_COUPON_NOT_FOUND = new Refusal("ISSUED_COUPON_NOT_FOUND", 400);
    public static final Refusal COUPON_EXPIRED = new Refusal("COUPON_EXPIRED", 409);
    public static final Refusal COUPON_ALREADY_USED = new Refusal("COUPON_ALREADY_USED", 409);
    public static final Refusal COUPON_REVOKED = new Refusal("COUPON_REVOKED", 409);
    public static final Refusal QUANTITY_BELOW_ISSUED = new Refusal("QUANTITY_BELOW_ISSUED", 409);

    private CouponRefusals() {}

    static Problem quantityBelowIssued(long issued) {
        return QUANTITY_BELOW_ISSUED.problem(issued).with("issued", issued);
    }
}
