package io.jangteo.testmode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a shop in test mode: real time plus the time it was moved ahead. It ticks on from where it was set, or
 * stands still while stopped.
 */
public final class ShopClock implements InstantSource {
    private final InstantSource real;
    private volatile Setting setting = Setting.REAL_TIME;

    /**
     * The clock's setting.
     *
     * @param ahead how far it is ahead of real time while it ticks
     * @param stoppedAt where it stands still, or {@code null} while it ticks
     */
    record Setting(Duration ahead, @Nullable Instant stoppedAt) {
        static final Setting REAL_TIME = new Setting(Duration.ZERO, null);
    }

    public ShopClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        return instant(setting);
    }

    /** Returns the time without any movement of the clock, to the millisecond. */
    Instant realTime() {
        return real.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Setting setting() {
        return setting;
    }

    void set(Setting changed) {
        setting = changed;
    }

    /** Returns the time that a setting makes it, to the millisecond. */
    Instant timeAt(Setting other) {
        return instant(other).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the setting moved ahead by the duration. */
    Setting later(Duration duration) {
        Setting current = setting;
        return current.stoppedAt() == null
                ? new Setting(current.ahead().plus(duration), null)
                : new Setting(current.ahead(), current.stoppedAt().plus(duration));
    }

    /** Returns the setting stopped at the current time. */
    Setting stopped() {
        return new Setting(setting.ahead(), instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Returns the setting ticking on from the current time. */
    Setting ticking() {
        return tickingFrom(instant());
    }

    /** Returns the setting ticking on from the given moment. */
    Setting tickingFrom(Instant moment) {
        return new Setting(Duration.between(real.instant(), moment), null);
    }

    /** Moves ahead to the moment; does nothing if it has passed. */
    void moveTo(Instant moment) {
        Duration distance = Duration.between(instant(), moment);
        if (!distance.isNegative()) {
            setting = later(distance);
        }
    }

    private Instant instant(Setting current) {
        return current.stoppedAt() == null ? real.instant().plus(current.ahead()) : current.stoppedAt();
    }
}
