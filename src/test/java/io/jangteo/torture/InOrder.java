package io.jangteo.torture;

import io.jangteo.ranking.DayCacheInOrder;
import io.jangteo.torture.LincheckProcess.Bound;
import io.jangteo.torture.LincheckProcess.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lincheck on the parts that several threads share: the writer's queue, the day cache and the keys in progress. Every
 * outcome of calls at the same time has to be that of some order of the calls, one after the other. The control is the
 * same calls on a copy of each part with a race in it.
 */
final class InOrder implements Campaign {
    private static final int SCENARIOS = 50;
    /** A race that is there at all shows within a few thousand runs, also on a busy machine. */
    private static final int CONTROL_SCENARIOS = 20;

    /**
     * A shared part.
     *
     * @param runs of each scenario
     */
    record Part(String name, Class<?> calls, Class<?> withRace, int runs) {

        Bound bound(int scenarios) {
            return new Bound(Mode.STRESS, scenarios, runs);
        }

        String faults(int scenarios) throws Exception {
            return LincheckProcess.faults(calls, bound(scenarios));
        }

        String control() throws Exception {
            return LincheckProcess.faults(withRace, bound(CONTROL_SCENARIOS));
        }
    }

    static final Part WRITER = new Part("writer", WriterInOrder.class, WriterInOrder.AnsweredTooEarly.class, 100);
    static final Part DAY_CACHE =
            new Part("day cache", DayCacheInOrder.class, DayCacheInOrder.PutFromOutside.class, 2_000);
    static final Part KEYS = new Part("keys", KeysInOrder.class, KeysInOrder.NobodyInProgress.class, 100);

    @Override
    public String name() {
        return "lincheck";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        List<String> findings = new ArrayList<>();
        List<String> caught = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        List<Part> parts = List.of(WRITER, DAY_CACHE, KEYS);
        long runs = 0;
        for (Part part : parts) {
            int scenarios = scale.of(SCENARIOS);
            String faults = part.faults(scenarios);
            if (!faults.isEmpty()) {
                findings.add(part.name() + " is not in order: " + faults);
            }
            if (!part.control().isEmpty()) {
                caught.add(part.name());
            }
            runs += (long) scenarios * part.runs();
            facts.put(part.name(), scenarios + " scenarios of " + part.runs() + " runs");
        }
        boolean all = caught.size() == parts.size();
        return new Outcome(runs, findings, all ? "a race in each was caught" : "", facts);
    }
}
