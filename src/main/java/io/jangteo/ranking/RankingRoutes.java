package io.jangteo.ranking;

import io.jangteo.web.Route;
import java.util.List;

/** The calls that show the popular products and recount a day. */
public final class RankingRoutes {
    private RankingRoutes() {}

    /** Register before {@code /products/{productId}}, which would take {@code popular} for an id. */
    public static List<Route> of(Ranking ranking) {
        return List.of(
                Route.get(Route.API + "/products/popular")
                        .named("popularProducts", "The five best sellers of the three whole business days before today")
                        .access(Route.Access.ANYONE)
                        .query(
                                "explain",
                                "boolean",
                                "Adds each day's units and source, and the first product below the list")
                        .replies(PopularProducts.class)
                        .reads(request -> request.flag("explain") ? ranking.explained() : ranking.popular()),
                Route.post(Route.ADMIN + "/ranking/{date}")
                        .named("computeRanking", "Recount the sales of a closed business day from its orders")
                        .access(Route.Access.ADMIN)
                        .replies(Recount.class)
                        .writes((request, tx) -> ranking.compute(tx, request.path("date"))));
    }
}
