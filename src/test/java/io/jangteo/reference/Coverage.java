package io.jangteo.reference;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each verb had each outcome. */
public final class Coverage {
    private final SortedMap<String, Integer> counts = new TreeMap<>();

    synchronized void count(String verb, String outcome) {
        counts.merge(verb + ": " + outcome, 1, Integer::sum);
    }

    /** Those of the outcomes that were seen less often than that. */
    public synchronized List<String> rarerThan(int times, List<String> outcomes) {
        return outcomes.stream()
                .filter(outcome -> counts.getOrDefault(outcome, 0) < times)
                .map(outcome -> outcome + " (" + counts.getOrDefault(outcome, 0) + " times)")
                .toList();
    }

    @Override
    public synchronized String toString() {
        StringBuilder table = new StringBuilder();
        counts.forEach((outcome, count) -> table.append(String.format("%8d  %s%n", count, outcome)));
        return table.toString();
    }
}
