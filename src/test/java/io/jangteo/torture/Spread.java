package io.jangteo.torture;

import java.util.Collection;
import java.util.List;

/** How long something took, over all times that it happened. */
final class Spread {
    private final List<Long> sorted;

    Spread(Collection<Long> millis) {
        sorted = millis.stream().sorted().toList();
    }

    long max() {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
    }

    long median() {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    @Override
    public String toString() {
        return "p50 %,d ms, max %,d ms".formatted(median(), max());
    }
}
