package io.jangteo.ranking;

import io.jangteo.problem.Refusals;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import java.util.List;

/** The call that shows what was sold. */
public final class SalesRoutes {
    private SalesRoutes() {}

    public static List<Route> of(Sales sales) {
        return List.of(Route.get(Route.ADMIN + "/sales")
                .named("listSales", "What was sold today and on the business days before, less refunds")
                .access(Route.Access.ADMIN)
                .query(
                        "days",
                        "integer",
                        "How many days, 1 to " + Sales.DAYS_MAX + "; " + Sales.DAYS_DEFAULT + " if left out")
                .replies(SalesDays.class)
                .reads(request -> sales.last(days(request))));
    }

    private static int days(Request request) {
        long days = request.optionalNumber("days").orElse((long) Sales.DAYS_DEFAULT);
        if (days < 1 || days > Sales.DAYS_MAX) {
            throw Refusals.malformed("days", "a whole number from 1 to " + Sales.DAYS_MAX);
        }
        return (int) days;
    }
}
