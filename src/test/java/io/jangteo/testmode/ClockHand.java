package io.jangteo.testmode;

import java.time.Instant;
import java.time.InstantSource;

/** Sets a shop's clock to any moment at once, like a system clock, without stopping in between. */
public final class ClockHand {
    private final ShopClock clock;

    /** @param clock of a shop in test mode */
    public ClockHand(InstantSource clock) {
        this.clock = (ShopClock) clock;
    }

    /** Lets it tick on from the moment, which may be in the past. */
    public void tickFrom(Instant moment) {
        clock.set(clock.tickingFrom(moment));
    }

    /** Stops it at the moment, which may be in the past. */
    public void stopAt(Instant moment) {
        clock.set(new ShopClock.Setting(clock.setting().ahead(), moment));
    }
}
