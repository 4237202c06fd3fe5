package io.jangteo.reference;

import static io.jangteo.reference.ModelCall.json;

import io.jangteo.reference.KeptReplies.Kept;
import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.OrderBook.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Time that goes by: some, or until shortly before or after something is due. */
final class ClockVerbs {
    static final String ADVANCE = "advance";

    private static final Duration SHORT = Duration.ofMinutes(7);
    private static final Duration LONGER_THAN_AN_ORDER_WAITS = Duration.ofMinutes(31);
    private static final Duration LONGER_THAN_A_DAY = Duration.ofHours(25);
    private static final Duration BEFORE = Duration.ofMinutes(11);
    private static final Duration AFTER = Duration.ofMinutes(3);
    private static final int TRIES = 20;

    private final Picks picks;
    private final Dice dice;
    private final ReferenceClock clock;

    ClockVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
        this.clock = picks.shop.clock;
    }

    Step advance() {
        if (dice.chance(10)) {
            String body = dice.of("{}", "{'duration':'-PT1H'}", "{'duration':'soon'}", "{'duration':60}");
            return Step.malformed(ADVANCE, ModelCall.admin("POST", "/clock/advance", json(body)));
        }
        List<Instant> boundaries = boundaries();
        for (int i = 0; i < TRIES; i++) {
            Duration duration = duration(boundaries);
            if (isSafe(duration, boundaries)) {
                return step(duration);
            }
        }
        Duration later = SHORT;
        while (!isSafe(later, boundaries)) {
            later = later.plus(SHORT);
        }
        return step(later);
    }

    /** To shortly before the moment, if that can be. */
    Step advanceBefore(Instant moment) {
        return advanceBy(Duration.between(clock.now(), moment).minus(BEFORE));
    }

    /** To shortly after the moment, if that can be. */
    Step advanceBeyond(Instant moment) {
        return advanceBy(Duration.between(clock.now(), moment).plus(AFTER));
    }

    private Step advanceBy(Duration duration) {
        return isSafe(duration, boundaries()) ? step(duration) : advance();
    }

    private static Step step(Duration duration) {
        return new Step(
                ADVANCE,
                ModelCall.admin("POST", "/clock/advance", json("{'duration':'%s'}", duration)),
                (shop, told) -> shop.advance(duration));
    }

    private Duration duration(List<Instant> boundaries) {
        return switch ((int) dice.between(1, 8)) {
            case 1, 2 -> SHORT;
            case 3 -> LONGER_THAN_AN_ORDER_WAITS;
            case 4 -> LONGER_THAN_A_DAY;
            case 5, 6 -> Duration.between(clock.now(), dice.one(boundaries)).minus(BEFORE);
            default -> Duration.between(clock.now(), dice.one(boundaries)).plus(AFTER);
        };
    }

    private boolean isSafe(Duration duration, List<Instant> boundaries) {
        Instant midnight = ReferenceClock.midnightAfter(clock.now().plus(duration));
        return !duration.isNegative()
                && clock.isClearOf(midnight, duration)
                && boundaries.stream().allMatch(boundary -> clock.isClearOf(boundary, duration));
    }

    /** All that is due some time from now; at least the next midnight. */
    private List<Instant> boundaries() {
        List<Instant> boundaries = new ArrayList<>();
        boundaries.add(ReferenceClock.midnightAfter(clock.now()));
        for (Order order : picks.shop.orders.all()) {
            if (order.is("PENDING")) {
                boundaries.add(order.due);
            }
        }
        for (Copy copy : picks.shop.offers.copies()) {
            boundaries.add(copy.over);
        }
        for (Offers.Offer offer : picks.shop.offers.all()) {
            boundaries.add(offer.terms.from());
            boundaries.add(offer.terms.until());
        }
        for (Kept kept : picks.shop.kept.certain()) {
            boundaries.add(kept.until());
        }
        boundaries.removeIf(Objects::isNull);
        boundaries.removeIf(clock::hasReached);
        return boundaries;
    }
}
