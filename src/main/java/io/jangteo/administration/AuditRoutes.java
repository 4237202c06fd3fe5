package io.jangteo.administration;

import io.jangteo.problem.Refusals;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The call that lists what administration changed. */
public final class AuditRoutes {
    /** The audited calls that only test mode or one of the engines has: an entry from before may name them. */
    private static final Set<String> ELSEWHERE =
            Set.of("takeBackup", "advanceClock", "stopClock", "startClock", "resetShop", "restoreSnapshot", "seedShop");

    private AuditRoutes() {}

    /**
     * Returns the routes.
     *
     * @param operations the calls of this server that may change something
     */
    public static List<Route> of(Audit audit, Supplier<Set<String>> operations) {
        return List.of(Route.get(Route.ADMIN + "/audit")
                .named("listAudit", "What administration changed, newest first")
                .access(Access.ADMIN)
                .query("from", "string", "The first business day, such as 2026-11-22")
                .query("to", "string", "The last business day")
                .query(
                        "operation",
                        "string",
                        "The name of a call that changes something, such as adjustPoints; all if omitted")
                .paged()
                .lists(AuditPage.class, "audit")
                .reads(request -> audit.list(
                        request.optionalDate("from"),
                        request.optionalDate("to"),
                        request.query("operation").map(name -> known(name, operations.get())),
                        request.sortedPage())));
    }

    private static String known(String operation, Set<String> operations) {
        if (!operations.contains(operation) && !ELSEWHERE.contains(operation)) {
            throw Refusals.malformed("operation", "the name of a call that changes something, such as adjustPoints");
        }
        return operation;
    }
}
