package io.jangteo.testkit;

import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The calls that inject faults, in test mode only. */
public final class FaultRoutes {
    private static final String FAULTS = Route.ADMIN + "/faults";

    private FaultRoutes() {}

    /** The requested faults, spent ones too. */
    public record FaultList(List<FaultState> faults) {}

    public static List<Route> of(FaultPlan plan) {
        return List.of(
                Route.post(FAULTS)
                        .named("addFault", "Inject a fault into the next requests of a call")
                        .access(Access.ADMIN)
                        .body(NewFault.class)
                        .replies(FaultState.class)
                        .acts(request -> plan.add(request.body(NewFault.class))),
                Route.get(FAULTS)
                        .named("listFaults", "The faults, and the number of requests each applied to")
                        .access(Access.ADMIN)
                        .replies(FaultList.class)
                        .reads(request -> new FaultList(plan.list())),
                Route.post(FAULTS + "/clear")
                        .named("clearFaults", "Remove all faults")
                        .access(Access.ADMIN)
                        .replies(FaultList.class)
                        .acts(request -> {
                            plan.clear();
                            return new FaultList(plan.list());
                        }));
    }
}
