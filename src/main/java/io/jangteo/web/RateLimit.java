package io.jangteo.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/** Bounds what each caller may do in a second: requests, requests for scarce things, and wrong credentials. */
public final class RateLimit {
    /** The divisor that turns the limit of requests into the limit of requests for scarce things. */
    private static final int SCARCE_SHARE = 10;

    private static final int WRONG_CREDENTIALS_SHARE = 20;
    /** Without a limit, more wrong credentials in a second than this still count as guessing, and are logged. */
    private static final int WRONG_CREDENTIALS_SAID = 5;

    private static final long MILLIS_PER_SECOND = 1_000;
    /** The number of callers counted at a time; beyond it, the least active ones start again at zero. */
    private static final int CALLERS_MAX = 20_000;

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Counts requests;
    private final Counts scarce;
    private final Counts wrongCredentials;

    /**
     * @param perSecond requests a caller may send in a second, 0 for no limit of any kind; a tenth of it, and at least
     *     one, may be for scarce things; an address may show a twentieth, and at least one, of wrong credentials
     */
    public RateLimit(int perSecond, InstantSource clock) {
        this.clock = clock;
        requests = new Counts(perSecond);
        scarce = new Counts(share(perSecond, SCARCE_SHARE));
        wrongCredentials =
                new Counts(perSecond == 0 ? WRONG_CREDENTIALS_SAID : share(perSecond, WRONG_CREDENTIALS_SHARE));
    }

    /**
     * A caller's use of a limit.
     *
     * @param limit what a caller may do in a second
     * @param remaining how much of it is left
     * @param resetSeconds when the whole limit is available again
     * @param isExceeded whether the last call went over it
     */
    record Standing(int limit, int remaining, long resetSeconds, boolean isExceeded) {}

    boolean isOff() {
        return requests.limit == 0;
    }

    /** Counts a request, against both limits if it is for something scarce. */
    Standing request(String caller, boolean isScarce) {
        Standing standing = requests.count(caller);
        return isScarce && !standing.isExceeded() ? scarce.count(caller) : standing;
    }

    /** Counts a wrong credential. */
    Standing wrongCredential(String address) {
        return wrongCredentials.count(address);
    }

    /** Returns how many more wrong credentials of that address will be checked. */
    Standing credentials(String address) {
        return wrongCredentials.look(address);
    }

    private static int share(int perSecond, int part) {
        return perSecond == 0 ? 0 : Math.max(1, perSecond / part);
    }

    /** The counts against one limit. */
    private final class Counts {
        private final int limit;
        private final Cache<String, Window> windows = Caffeine.newBuilder()
                .maximumSize(CALLERS_MAX)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build();

        Counts(int limit) {
            this.limit = limit;
        }

        Standing count(String caller) {
            return windows.get(caller, unknown -> new Window()).count(clock.millis(), limit);
        }

        Standing look(String caller) {
            Window window = windows.getIfPresent(caller);
            return window == null ? new Standing(limit, limit, 1, false) : window.look(clock.millis(), limit);
        }
    }

    /** One caller's current second, starting with its first request. */
    private static final class Window {
        private long startedMillis;
        private int count;

        synchronized Standing count(long now, int limit) {
            if (isOver(now)) {
                startedMillis = now;
                count = 0;
            }
            // Capped, so that it never overflows.
            count = Math.min(count + 1, limit + 1);
            return look(now, limit);
        }

        synchronized Standing look(long now, int limit) {
            if (isOver(now)) {
                return new Standing(limit, limit, 1, false);
            }
            long leftMillis = startedMillis + MILLIS_PER_SECOND - now;
            long resetSeconds = Math.max(1, (leftMillis + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND);
            return new Standing(limit, Math.max(0, limit - count), resetSeconds, count > limit);
        }

        /** True also if the clock was set back, so that no caller waits for it to catch up. */
        private boolean isOver(long now) {
            return now - startedMillis >= MILLIS_PER_SECOND || now < startedMillis;
        }
    }
}
