package io.jangteo.seed;

import java.util.List;

/** Thrown for a seed file that cannot be loaded: every fault at once, each on a line with its place. */
public final class FaultySeed extends RuntimeException {
    private final transient List<String> complaints;

    FaultySeed(List<String> complaints) {
        super(String.join("; ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    public List<String> complaints() {
        return complaints;
    }
}
