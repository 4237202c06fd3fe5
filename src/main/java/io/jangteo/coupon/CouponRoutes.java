package io.jangteo.coupon;

import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_ISSUED;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_FOUND;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_OPEN;
import static io.jangteo.coupon.CouponRefusals.COUPON_SOLD_OUT;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.Page;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

public final class CouponRoutes {
    private CouponRoutes() {}

    public static List<Route> of(Coupons coupons) {
        return List.of(
                Route.get(Route.API + "/coupons")
                        .named("listCoupons", "The offers that were not closed, in the order of their ids")
                        .access(Access.ANYONE)
                        .paged()
                        .replies(CouponPage.class)
                        .reads(request -> coupons.list(request.page(Page.LIMIT_MAX))),
                Route.get(Route.API + "/coupons/{couponId}")
                        .named("getCoupon", "An offer")
                        .access(Access.ANYONE)
                        .replies(Coupon.class)
                        .refuses(COUPON_NOT_FOUND)
                        .looksUp(request -> coupons.get(request.id("couponId"))),
                Route.post(Route.API + "/coupons/{couponId}/issue")
                        .named("issueCoupon", "Take a coupon, first come, first served")
                        .access(Access.SHOPPER)
                        .counting(Route.Counting.SCARCE)
                        .body(IssueRequest.class)
                        .replies(IssuedCoupon.class)
                        .refuses(
                                USER_NOT_FOUND,
                                COUPON_NOT_FOUND,
                                COUPON_NOT_OPEN,
                                COUPON_ALREADY_ISSUED,
                                COUPON_SOLD_OUT)
                        .batches(CouponRoutes::issue, coupons.issues(), issued -> issued),
                Route.get(Route.API + "/users/{userId}/coupons")
                        .named("listIssuedCoupons", "A user's coupons, newest first, with their current status")
                        .access(Access.SHOPPER)
                        .query("status", "string", "One or more of ISSUED, USED, EXPIRED, REVOKED; all if omitted")
                        .asOf()
                        .paged()
                        .replies(IssuedCouponPage.class)
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> ofUser(coupons, request)));
    }

    private static Issue issue(Request request) {
        long userId = request.actingAs(request.body(IssueRequest.class).userId());
        return new Issue(request.id("couponId"), userId);
    }

    private static IssuedCouponPage ofUser(Coupons coupons, Request request) {
        return coupons.ofUser(
                request.userId(),
                request.choices("status", CouponStatus.class),
                request.page(Page.LIMIT_MAX),
                request.asOf());
    }
}
