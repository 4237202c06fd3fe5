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
                        .writes((request, tx) -> {
                            if (!shoppersCharge) {
                                throw FORBIDDEN.problem();
                            }
                            return charge(points, request, tx);
                        }),
                Route.get(Route.API + "/users/{userId}/points/history")
                        .named("listPointEntries", "A user's point entries, newest first")
                        .access(Access.SHOPPER)
                        .paged()
                        .replies(PointHistory.class)
                        .refuses(USER_NOT_FOUND)
                        .reads(request -> points.history(request.userId(), request.page())),
                Route.post(Route.ADMIN + "/users/{id}/points/charge")
                        .named("chargePaidPoints", "Add paid points, once for each payment")
                        .access(Access.ADMIN)
                        .body(PaidChargeRequest.class)
                        .replies(UserPoint.class)
                        .refuses(USER_NOT_FOUND, REFERENCE_REUSED, INVALID_CHARGE_AMOUNT)
                        .writes((request, tx) -> chargePaid(points, request, tx)),
                Route.post(Route.ADMIN + "/users/{id}/points/adjust")
                        .named("adjustPoints", "Correct a balance, up or down")
                        .access(Access.ADMIN)
                        .body(Adjustment.class)
                        .replies(UserPoint.class)
                        .refuses(USER_NOT_FOUND, INSUFFICIENT_POINTS, INVALID_CHARGE_AMOUNT)
                        .writes((request, tx) -> adjust(points, request, tx)));
    }

    private static UserPoint charge(Points points, Request request, Tx tx) {
        long userId = request.userId();
        JsonNode amount = request.body(ChargeRequest.class).amount();
        return points.charge(tx, userId, wholeNumber(points, tx, userId, amount));
    }

    private static Object chargePaid(Points points, Request request, Tx tx) {
        long userId = request.id("id");
        PaidChargeRequest paid = request.body(PaidChargeRequest.class);
        long amount = wholeNumber(points, tx, userId, paid.amount());
        PaidCharge charge = points.chargePaid(tx, userId, amount, paid.reference());
        return charge.isRepeated() ? new Replayed(charge.point()) : charge.point();
    }

    /** Returns the sent amount as a number, clamped to the range of a {@code long}. */
    private static long wholeNumber(Points points, Tx tx, long userId, @Nullable JsonNode amount) {
        if (amount == null || amount.isNull()) {
            throw points.invalidCharge(tx, userId, ChargeViolation.MISSING);
        }
        if (!amount.isIntegralNumber()) {
            throw points.invalidCharge(tx, userId, ChargeViolation.NOT_A_WHOLE_NUMBER);
        }
        long nearest = amount.bigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        return amount.canConvertToLong() ? amount.longValue() : nearest;
    }

    private static UserPoint adjust(Points points, Request request, Tx tx) {
        Adjustment adjustment = request.body(Adjustment.class);
        return points.adjust(tx, request.id("id"), adjustment.amount(), adjustment.reason());
    }
}
