package io.jangteo.testmode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a shop in test mode: real time, and as much more as it was moved ahead. It goes on ticking from where it
 * was put, or stands still where it was stopped.
 */
public final class ShopClock implements InstantSource {
    private final InstantSource real;
    private volatile Setting setting = Setting.REAL_TIME;

    /**
     * How the clock is set.
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

    /** What the time would be had nobody moved it, to the millisecond. */
    Instant realTime() {
        return real.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Setting setting() {
        return setting;
    }

    void set(Setting changed) {
        setting = changed;
    }

    /** How it is set once that much more time has passed. */
    Setting later(Duration duration) {
        Setting current = setting;
        return current.stoppedAt() == null
                ? new Setting(current.ahead().plus(duration), null)
                : new Setting(current.ahead(), current.stoppedAt().plus(duration));
    }

    /** How it is set when it stands still from now on. */
    Setting stopped() {
        return new Setting(setting.ahead(), instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** How it is set when it ticks on from where it is. */
    Setting ticking() {
        return tickingFrom(instant());
    }

    /** How it is set when it ticks on from the moment. */
    Setting tickingFrom(Instant moment) {
        return new Setting(Duration.between(real.instant(), moment), null);
    }

    /** Moves on to the moment; does nothing if it has passed. */
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
