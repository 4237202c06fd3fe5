package io.jangteo.seed;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.problem.Texts;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The faults of a seed file, collected so that all of them are told at once. */
public final class SeedFaults {
    private static final String MEMBER = "faults";
    /** More than anybody reads; a file of another kind may have millions. */
    private static final int TOLD_MAX = 1_000;

    private final Set<String> places = new HashSet<>();
    private final Set<String> surroundings = new HashSet<>();
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
            places.add(place);
            for (String around = around(place); !around.isEmpty(); around = around(around)) {
                surroundings.add(around);
            }
        }
    }

    void addAll(SeedFaults others) {
        others.faults.forEach(fault -> add(fault.place(), fault.reason()));
    }

    /** Returns whether there is a fault at this very place. */
    boolean areAt(String place) {
        return places.contains(place);
    }

    /** Returns whether there is a fault at this place, within it, or around it, so that what is there is not known. */
    boolean touch(String place) {
        boolean isTouched = surroundings.contains(place);
        for (String around = place; !isTouched && !around.isEmpty(); around = around(around)) {
            isTouched = places.contains(around);
        }
        return isTouched;
    }

    /** Returns the place without its last field or index; empty if it is a list of the file. */
    private static String around(String place) {
        return place.substring(0, Math.max(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['))));
    }

    /** Adds what the shop itself refuses; of a malformed value only what is expected. */
    void add(String place, Problem refused) {
        Object expected = refused.extensions().get("expected");
        String code = refused.refusal().code();
        add(place, expected != null ? "expected " + expected : code + ": " + texts.detail(refused, Locale.ENGLISH));
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
