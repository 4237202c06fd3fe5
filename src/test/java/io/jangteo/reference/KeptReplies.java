package io.jangteo.reference;

import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The calls that were made under a key: those that were granted, with the first reply to each, and those refused. */
final class KeptReplies {
    private static final Duration KEPT_AT_LEAST = Duration.ofHours(24);

    private final ReferenceClock clock;
    private final List<Kept> all = new ArrayList<>();
    private final List<Step> refused = new ArrayList<>();

    KeptReplies(ReferenceClock clock) {
        this.clock = clock;
    }

    /** @param until the end of the time in which the key may not be forgotten */
    record Kept(ModelCall call, Response reply, Instant until) {}

    /** Answers whether the key had been refused before. */
    boolean add(Step step, Response reply) {
        boolean wasFree = refused.removeIf(
                before -> before.call().key().equals(step.call().key()));
        if (reply.isSuccess()) {
            all.add(new Kept(step.call(), reply, clock.now().plus(KEPT_AT_LEAST)));
        } else {
            refused.add(step);
        }
        return wasFree;
    }

    /** Those whose keys are free, for the calls under them were refused. */
    List<Step> refused() {
        return refused;
    }

    /** Those that certainly are not forgotten. */
    List<Kept> certain() {
        return all.stream().filter(kept -> !clock.hasReached(kept.until)).toList();
    }
}
