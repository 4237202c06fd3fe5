package io.jangteo.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/** Bounds what each caller may do in a second: send requests, ask for what is scarce, show credentials that are wrong. */
public final class RateLimit {
    /** Of what a caller may send, so much may be for what is scarce. */
    private static final int SCARCE_SHARE = 10;

    private static final int WRONG_CREDENTIALS_SHARE = 20;
    /** Where nothing is limited, more in a second are still guesses, and said. */
    private static final int WRONG_CREDENTIALS_SAID = 5;

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long WINDOW_MILLIS = MILLIS_PER_SECOND;
    /** Callers that are counted at a time; beyond, the least active start anew. */
    private static final int CALLERS_MAX = 20_000;

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Counts requests;
    private final Counts scarce;
    private final Counts wrongCredentials;

    /**
     * @param perSecond what a caller may send in a second, 0 for no limit of any kind; a tenth of it, and at least one,
     *     may be for what is scarce; of credentials that are wrong, an address may show a twentieth, and at least one
     */
    public RateLimit(int perSecond, InstantSource clock) {
        this.clock = clock;
        requests = new Counts(perSecond);
        scarce = new Counts(share(perSecond, SCARCE_SHARE));
        wrongCredentials =
                new Counts(perSecond == 0 ? WRONG_CREDENTIALS_SAID : share(perSecond, WRONG_CREDENTIALS_SHARE));
    }

    /**
     * How much a caller has left.
     *
     * @param limit what it may do in a second
     * @param remaining what of it is left
     * @param resetSeconds when there is all of it again
     * @param isExceeded whether it just did more
     */
    record Standing(int limit, int remaining, long resetSeconds, boolean isExceeded) {}

    boolean isOff() {
        return requests.limit == 0;
    }

    /** Counts a request, and against both limits if it asks for what is scarce. */
    Standing request(String caller, boolean isScarce) {
        Standing standing = requests.count(caller);
        return isScarce && !standing.isExceeded() ? scarce.count(caller) : standing;
    }

    /** Counts a credential that was wrong. */
    Standing wrongCredential(String address) {
        return wrongCredentials.count(address);
    }

    /** How many more wrong credentials of that address will be looked at. */
    Standing credentials(String address) {
        return wrongCredentials.look(address);
    }

    private static int share(int perSecond, int part) {
        return perSecond == 0 ? 0 : Math.max(1, perSecond / part);
    }

    /** One kind of counting. */
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

    /** A second of one caller, from its first request on. */
    private static final class Window {
        private long startedMillis;
        private int count;

        synchronized Standing count(long now, int limit) {
            if (isOver(now)) {
                startedMillis = now;
                count = 0;
            }
            // No higher, so that it never runs over.
            count = Math.min(count + 1, limit + 1);
            return look(now, limit);
        }

        synchronized Standing look(long now, int limit) {
            if (isOver(now)) {
                return new Standing(limit, limit, 1, false);
            }
            long leftMillis = startedMillis + WINDOW_MILLIS - now;
            long resetSeconds = Math.max(1, (leftMillis + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND);
            return new Standing(limit, Math.max(0, limit - count), resetSeconds, count > limit);
        }

        /** Also where the clock was set back: nobody waits for it to come by again. */
        private boolean isOver(long now) {
            return now - startedMillis >= WINDOW_MILLIS || now < startedMillis;
        }
    }
}
