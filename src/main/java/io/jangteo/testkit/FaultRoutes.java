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
                        .named("addFault", "Have the next requests of a call meet a fault")
                        .access(Access.ADMIN)
                        .body(NewFault.class)
                        .replies(FaultState.class)
                        .acts(request -> plan.add(request.body(NewFault.class))),
                Route.get(FAULTS)
                        .named("listFaults", "The faults, and how many requests met each")
                        .access(Access.ADMIN)
                        .replies(FaultList.class)
                        .reads(request -> new FaultList(plan.list())),
                Route.post(FAULTS + "/clear")
                        .named("clearFaults", "Nothing goes wrong on purpose any more")
                        .access(Access.ADMIN)
                        .replies(FaultList.class)
                        .acts(request -> {
                            plan.clear();
                            return new FaultList(plan.list());
                        }));
    }
}
