package io.jangteo.race;

import static io.jangteo.race.RaceRefusals.RACE_IN_PROGRESS;

import io.jangteo.problem.Refusals;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The calls that a server offers only where it is a demo or in test mode: a race leaves its users in the shop. */
public final class RaceRoutes {
    private RaceRoutes() {}

    /** @param tokensRequired whether shoppers have to show their tokens */
    public static List<Route> of(Races races, boolean tokensRequired) {
        // A race acts as many users. Whoever may act as any user may start one: anyone where the server is open, and
        // where it asks for tokens, no shopper, but the one who can make a token for each.
        Access access = tokensRequired ? Access.ADMIN : Access.ANYONE;
        return List.of(
                Route.post(Route.API + "/races")
                        .named("startRace", "Have new users rush after the coupons of a new offer")
                        .access(access)
                        .body(NewRace.class)
                        .creates(Race.class, race -> Route.API + "/races/" + race.id())
                        .refuses(RACE_IN_PROGRESS)
                        .acts(request -> races.start(request.body(NewRace.class))),
                Route.get(Route.API + "/races/{raceId}")
                        .named("getRace", "One of the last races, as of now")
                        .access(access)
                        .replies(Race.class)
                        .refuses(Refusals.NOT_FOUND)
                        .reads(request -> races.get(request.id("raceId"))));
    }
}
