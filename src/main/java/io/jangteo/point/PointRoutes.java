package io.jangteo.point;

import static io.jangteo.point.PointRefusals.INSUFFICIENT_POINTS;
import static io.jangteo.point.PointRefusals.INVALID_CHARGE_AMOUNT;
import static io.jangteo.point.PointRefusals.REFERENCE_REUSED;
import static io.jangteo.problem.Refusals.FORBIDDEN;
import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.database.Tx;
import io.jangteo.web.Replayed;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

public final class PointRoutes {
    private PointRoutes() {}

    /**
     * Returns the calls about points.
     *
     * @param shoppersCharge whether shoppers may charge; if not, the shop alone does
     */
    public static List<Route> of(Points points, boolean shoppersCharge) {
        return List.of(
                Route.post(Route.API + "/users/{userId}/points/charge")
                        .named("chargePoints", "Add prepaid points")
                        .access(Access.SHOPPER)
                        .body(ChargeRequest.class)
                        .replies(UserPoint.class)
                        .refuses(USER_NOT_FOUND, INVALID_CHARGE_AMOUNT)
                        .batches(
                                request -> {
                                    if (!shoppersCharge) {
                                        throw FORBIDDEN.problem();
                                    }
                                    return charge(request);
                                },
                                points.charges(),
                                PaidCharge::point),
                Route.get(Route.API + "/users/{userId}/points/history")
                        .named("listPointEntries", "A user's point entries, newest first")
                        .access(Access.SHOPPER)
                        .paged()
                        .replies(PointHistory.class)
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> points.history(request.userId(), request.page())),
                Route.get(Route.ADMIN + "/users/{id}/points/history")
                        .named("listAnyPointEntries", "Any user's point entries, newest first")
                        .access(Access.ADMIN)
                        .paged()
                        .lists(PointHistory.class, "points")
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> points.history(request.id("id"), request.page())),
                Route.post(Route.ADMIN + "/users/{id}/points/charge")
                        .named("chargePaidPoints", "Add paid points, once for each payment")
                        .access(Access.ADMIN)
                        .body(PaidChargeRequest.class)
                        .replies(UserPoint.class)
                        .refuses(USER_NOT_FOUND, REFERENCE_REUSED, INVALID_CHARGE_AMOUNT)
                        .batches(
                                PointRoutes::chargePaid,
                                points.charges(),
                                charge -> charge.isRepeated() ? new Replayed(charge.point()) : charge.point()),
                Route.post(Route.ADMIN + "/users/{id}/points/adjust")
                        .named("adjustPoints", "Correct a balance, up or down")
                        .access(Access.ADMIN)
                        .body(Adjustment.class)
                        .replies(UserPoint.class)
                        .refuses(USER_NOT_FOUND, INSUFFICIENT_POINTS, INVALID_CHARGE_AMOUNT)
                        .writes((request, tx) -> adjust(points, request, tx)));
    }

    private static Charge charge(Request request) {
        return charge(request.userId(), request.body(ChargeRequest.class).amount(), null);
    }

    private static Charge chargePaid(Request request) {
        PaidChargeRequest paid = request.body(PaidChargeRequest.class);
        return charge(request.id("id"), paid.amount(), paid.reference());
    }

    private static Charge charge(long userId, @Nullable JsonNode amount, @Nullable String reference) {
        if (amount == null || amount.isNull()) {
            return new Charge(userId, 0, ChargeViolation.MISSING, reference);
        }
        if (!amount.isIntegralNumber()) {
            return new Charge(userId, 0, ChargeViolation.NOT_A_WHOLE_NUMBER, reference);
        }
        // The nearest number that a long can hold is out of the limits as well.
        long nearest = amount.bigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        return new Charge(userId, amount.canConvertToLong() ? amount.longValue() : nearest, null, reference);
    }

    private static UserPoint adjust(Points points, Request request, Tx tx) {
        Adjustment adjustment = request.body(Adjustment.class);
        return points.adjust(tx, request.id("id"), adjustment.amount(), adjustment.reason());
    }
}
