package io.jangteo.testmode;

import java.time.Instant;
import java.time.InstantSource;

/** Puts a shop's clock anywhere at once, as a system's clock can be: nothing stops at what lies between. */
public final class ClockHand {
    private final ShopClock clock;

    /** @param clock of a shop in test mode */
    public ClockHand(InstantSource clock) {
        this.clock = (ShopClock) clock;
    }

    /** It ticks on from the moment, which may lie behind it. */
    public void tickFrom(Instant moment) {
        clock.set(clock.tickingFrom(moment));
    }

    /** It stands still at the moment, which may lie behind it. */
    public void stopAt(Instant moment) {
        clock.set(new ShopClock.Setting(clock.setting().ahead(), moment));
    }
}
