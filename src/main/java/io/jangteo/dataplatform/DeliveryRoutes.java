package io.jangteo.dataplatform;

import io.jangteo.problem.Refusals;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import java.util.List;
import java.util.Optional;

/** The administrator's routes for the deliveries. */
public final class DeliveryRoutes {
    private DeliveryRoutes() {}

    public static List<Route> of(Deliveries deliveries) {
        return List.of(
                Route.get(Route.ADMIN + "/deliveries")
                        .named("listDeliveries", "The messages to the data platform, newest first")
                        .access(Route.Access.ADMIN)
                        .query("status", "string", "One or more of PENDING, DELIVERED, DEAD; all if omitted")
                        .query("type", "string", "One type of event, such as order.paid; all if omitted")
                        .paged()
                        .replies(DeliveryPage.class)
                        .reads(request -> deliveries.list(
                                request.choices("status", DeliveryStatus.class), type(request), request.page())),
                Route.post(Route.ADMIN + "/deliveries/{id}/replay")
                        .named("replayDelivery", "Delivers a message again, at once and with a full set of attempts")
                        .access(Route.Access.ADMIN)
                        .replies(Delivery.class)
                        .refuses(Refusals.NOT_FOUND)
                        .writes((request, tx) -> deliveries.replay(tx, request.id("id"))),
                Route.post(Route.ADMIN + "/deliveries/replay")
                        .named("replayDeadDeliveries", "Delivers all messages again that were given up")
                        .access(Route.Access.ADMIN)
                        .body(ReplayRequest.class)
                        .replies(ReplayedDeliveries.class)
                        .acts(request -> {
                            request.body(ReplayRequest.class);
                            return deliveries.replayDead(request::note);
                        }));
    }

    private static Optional<EventType> type(Request request) {
        return request.query("type")
                .map(text -> EventType.find(text)
                        .orElseThrow(() -> Refusals.malformed("type", "one of " + EventType.list())));
    }
}
