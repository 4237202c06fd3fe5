package io.jangteo.race;

import static io.jangteo.race.RaceRefusals.RACE_IN_PROGRESS;

import io.jangteo.problem.Refusals;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The calls offered only by a demo server or in test mode, because a race leaves its users in the shop. */
public final class RaceRoutes {
    private RaceRoutes() {}

    /**
     * Returns the calls about races.
     *
     * @param tokensRequired whether shoppers must show their tokens
     */
    public static List<Route> of(Races races, boolean tokensRequired) {
        // A race acts as many users, so only a caller who may act as any user may start one: anyone on an open server;
        // if tokens are required, not a shopper but the administrator, who can make a token for each.
        Access access = tokensRequired ? Access.ADMIN : Access.ANYONE;
        return List.of(
                Route.post(Route.API + "/races")
                        .named("startRace", "Let new users rush for the coupons of a new offer")
                        .access(access)
                        .body(NewRace.class)
                        .creates(Race.class, race -> Route.API + "/races/" + race.id())
                        .refuses(RACE_IN_PROGRESS)
                        .acts(request -> races.start(request.body(NewRace.class))),
                Route.get(Route.API + "/races/{raceId}")
                        .named("getRace", "The current state of a recent race")
                        .access(access)
                        .replies(Race.class)
                        .refuses(Refusals.NOT_FOUND)
                        .reads(request -> races.get(request.id("raceId"))));
    }
}
