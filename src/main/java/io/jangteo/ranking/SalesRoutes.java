package io.jangteo.ranking;

import io.jangteo.problem.Refusals;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import java.util.List;

/** The call that shows the sales. */
public final class SalesRoutes {
    private SalesRoutes() {}

    public static List<Route> of(SalesReports sales) {
        return List.of(Route.get(Route.ADMIN + "/sales")
                .named("listSales", "The sales of today and the business days before, less refunds")
                .access(Route.Access.ADMIN)
                .query(
                        "days",
                        "integer",
                        "The number of days, 1 to " + SalesReports.DAYS_MAX + "; " + SalesReports.DAYS_DEFAULT
                                + " if omitted")
                .lists(SalesReport.class, "sales")
                .reads(request -> sales.last(days(request))));
    }

    private static int days(Request request) {
        long days = request.optionalNumber("days").orElse((long) SalesReports.DAYS_DEFAULT);
        if (days < 1 || days > SalesReports.DAYS_MAX) {
            throw Refusals.malformed("days", "a whole number from 1 to " + SalesReports.DAYS_MAX);
        }
        return (int) days;
    }
}
