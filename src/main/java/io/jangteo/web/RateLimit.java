package io.jangteo.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jangteo.problem.Refusals;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many requests one address may send in a second. */
final class RateLimit {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    /** Addresses that are counted at a time; beyond, the least active start anew. */
    private static final int ADDRESSES_MAX = 100_000;

    private final int perSecond;
    private final Cache<String, AtomicInteger> counts = Caffeine.newBuilder()
            .maximumSize(ADDRESSES_MAX)
            .expireAfterWrite(WINDOW)
            .build();

    /**
     * @param perSecond requests in a second, 0 for no limit
     */
    RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * @throws io.jangteo.problem.Problem {@code RATE_LIMITED}
     */
    void check(String address) {
        if (perSecond == 0) {
            return;
        }
        int count = counts.get(address, unknown -> new AtomicInteger()).incrementAndGet();
        if (count > perSecond) {
            throw Refusals.RATE_LIMITED.because().retryAfterSeconds(WINDOW.toSeconds());
        }
    }
}
