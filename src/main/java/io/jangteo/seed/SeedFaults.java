package io.jangteo.seed;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.problem.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The faults of a seed file, collected so that all of them are told at once. */
public final class SeedFaults {
    private static final String MEMBER = "faults";
    /** More than anybody reads; a file of another kind may have millions. */
    private static final int TOLD_MAX = 1_000;

    private final Set<SeedFault> faults = new LinkedHashSet<>();
    private final Texts texts = new Texts();

    /** Returns the faults that a refused seed file had; empty if it was refused for another reason. */
    public static List<SeedFault> of(Problem refusal) {
        return refusal.extensions().get(MEMBER) instanceof List<?> listed
                ? listed.stream().map(SeedFault.class::cast).toList()
                : List.of();
    }

    void add(String place, String expected) {
        if (faults.size() < TOLD_MAX) {
            faults.add(new SeedFault(place, expected));
        }
    }

    /** Adds what the shop itself refuses; of a malformed value only what is expected. */
    void add(String place, Problem refused) {
        Object expected = refused.extensions().get("expected");
        String code = refused.refusal().code();
        add(place, expected != null ? "expected " + expected : code + ": " + texts.detail(refused, Locale.ENGLISH));
    }

    boolean areNone() {
        return faults.isEmpty();
    }

    /**
     * Refuses the file if it has faults.
     *
     * @throws Problem {@code MALFORMED_REQUEST} with all of them
     */
    void refuse() {
        if (!faults.isEmpty()) {
            SeedFault first = faults.iterator().next();
            throw Refusals.malformed(first.place(), first.reason().replaceFirst("^expected ", ""))
                    .with(MEMBER, List.copyOf(faults));
        }
    }
}
