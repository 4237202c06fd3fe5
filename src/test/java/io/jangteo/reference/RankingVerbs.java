package io.jangteo.reference;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;

/** What sold best, and the days that tell. */
final class RankingVerbs {
    private final Picks picks;
    private final Dice dice;

    RankingVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
    }

    Step popular() {
        return new Step("popular", ModelCall.get("/products/popular"), (shop, told) -> shop.popularity.popular());
    }

    Step explained() {
        return new Step(
                "explain popular",
                ModelCall.get("/products/popular?explain=true"),
                (shop, told) -> shop.popularity.explained());
    }

    /** A recent day, preferably one with sales, or one that is not over. */
    Step count() {
        LocalDate today = picks.shop.clock.today();
        List<LocalDate> recent =
                LongStream.rangeClosed(-4, 0).mapToObj(today::plusDays).toList();
        LocalDate day = dice.chance(50)
                ? dice.one(recent)
                : dice.preferred(
                        recent, sold -> !picks.shop.popularity.unitsOf(sold).isEmpty());
        return new Step(
                "count day",
                ModelCall.admin("POST", "/ranking/" + day, null),
                (shop, told) -> shop.popularity.count(day));
    }
}
