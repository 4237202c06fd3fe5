package io.jangteo.coupon;

import static io.jangteo.coupon.CouponRefusals.COUPON_ALREADY_USED;
import static io.jangteo.coupon.CouponRefusals.COUPON_EXPIRED;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_FOUND;
import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_OPEN;
import static io.jangteo.coupon.CouponRefusals.COUPON_REVOKED;
import static io.jangteo.coupon.CouponRefusals.ISSUED_COUPON_NOT_FOUND;
import static io.jangteo.coupon.CouponRefusals.QUANTITY_BELOW_ISSUED;
import static io.jangteo.problem.Refusals.REFERENCE_TAKEN;

import io.jangteo.database.Tx;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import io.jangteo.web.Unchanged;
import java.util.List;

/** The administrator's view of the offers. */
public final class CouponOfficeRoutes {
    private static final String COUPONS = Route.ADMIN + "/coupons";

    private CouponOfficeRoutes() {}

    public static List<Route> of(Coupons coupons, Offers offers) {
        return List.of(
                Route.post(COUPONS)
                        .named("createCoupon", "Create an offer")
                        .access(Access.ADMIN)
                        .body(NewCoupon.class)
                        .creates(OfficeCoupon.class, coupon -> Route.API + "/coupons/" + coupon.id())
                        .refuses(REFERENCE_TAKEN)
                        .writes((request, tx) -> coupons.create(tx, request.body(NewCoupon.class))),
                Route.get(COUPONS)
                        .named("listOffers", "The offers in the order of their ids, with what became of their coupons")
                        .access(Access.ADMIN)
                        .paged()
                        .replies(OfficeCouponPage.class)
                        .reads(request -> offers.list(request.page())),
                Route.patch(COUPONS + "/{id}")
                        .named(
                                "changeCoupon",
                                "Change an offer's name, quantity or issue window; of a closed one, only its name")
                        .access(Access.ADMIN)
                        .body(CouponChange.class)
                        .replies(OfficeCoupon.class)
                        .refuses(COUPON_NOT_FOUND, COUPON_NOT_OPEN, QUANTITY_BELOW_ISSUED)
                        .writes((request, tx) -> change(offers, request, tx)),
                Route.post(COUPONS + "/{id}/close")
                        .named("closeCoupon", "Close an offer for good: nothing more is issued")
                        .access(Access.ADMIN)
                        .replies(OfficeCoupon.class)
                        .refuses(COUPON_NOT_FOUND)
                        .writes((request, tx) -> close(offers, request.id("id"), tx)),
                Route.get(COUPONS + "/{id}/issued")
                        .named("listWinners", "An offer's issued coupons by rank, with their current status")
                        .access(Access.ADMIN)
                        .query("status", "string", "One or more of ISSUED, USED, EXPIRED, REVOKED; all if omitted")
                        .query(Route.DETAILS, "boolean", "Whether to name the users")
                        .paged()
                        .lists(WinnerPage.class, "winners")
                        .refuses(COUPON_NOT_FOUND)
                        .reads(request -> issued(offers, request)),
                Route.post(Route.ADMIN + "/issued-coupons/{id}/revoke")
                        .named("revokeCoupon", "Take back an issued coupon that is neither used nor expired")
                        .access(Access.ADMIN)
                        .body(Revocation.class)
                        .replies(CouponUse.class)
                        .refuses(ISSUED_COUPON_NOT_FOUND, COUPON_REVOKED, COUPON_ALREADY_USED, COUPON_EXPIRED)
                        .writes((request, tx) -> offers.revoke(
                                tx,
                                request.id("id"),
                                request.body(Revocation.class).reason())));
    }

    private static WinnerPage issued(Offers offers, Request request) {
        return offers.issued(
                request.id("id"),
                request.choices("status", CouponStatus.class),
                request.flag(Route.DETAILS),
                request.page());
    }

    private static Object change(Offers offers, Request request, Tx tx) {
        long id = request.id("id");
        return Unchanged.unless(offers.change(tx, id, request.body(CouponChange.class)), () -> offers.get(tx, id));
    }

    private static Object close(Offers offers, long id, Tx tx) {
        return Unchanged.unless(offers.close(tx, id), () -> offers.get(tx, id));
    }
}
