package io.jangteo.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The calls that were made under a key, and the first reply to each. */
final class KeptReplies {
    private static final Duration KEPT_AT_LEAST = Duration.ofHours(24);

    private final ReferenceClock clock;
    private final List<Kept> all = new ArrayList<>();

    KeptReplies(ReferenceClock clock) {
        this.clock = clock;
    }

    /** @param until the end of the time in which the key may not be forgotten */
    record Kept(Call call, Reply reply, Instant until) {}

    void add(Call call, Reply reply) {
        all.add(new Kept(call, reply, clock.now().plus(KEPT_AT_LEAST)));
    }

    /** Those that certainly are not forgotten. */
    List<Kept> certain() {
        return all.stream().filter(kept -> !clock.hasReached(kept.until)).toList();
    }
}
