package io.jangteo.administration;

import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The call that lists what administration changed. */
public final class AuditRoutes {
    private AuditRoutes() {}

    public static List<Route> of(Audit audit) {
        return List.of(Route.get(Route.ADMIN + "/audit")
                .named("listAudit", "What administration changed, newest first")
                .access(Access.ADMIN)
                .query("from", "string", "The first business day, such as 2026-11-22")
                .query("to", "string", "The last business day")
                .query("operation", "string", "The name of a call, such as adjustPoints; all if omitted")
                .paged()
                .lists(AuditPage.class, "audit")
                .reads(request -> audit.list(
                        request.optionalDate("from"),
                        request.optionalDate("to"),
                        request.optionalReference("operation"),
                        request.sortedPage())));
    }
}
