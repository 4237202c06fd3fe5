package io.jangteo.torture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Clocks that are put forward and back by hours and days, and nights in which they are changed: orders expire once,
 * business days are exact, the ranking is one whether cached, stored or recounted, tokens end in time, keys are kept for
 * a day, and everything is told once.
 */
final class ClockCampaign implements Campaign {
    private static final int WALKS = 10;

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        List<String> findings = new ArrayList<>();
        TreeSet<String> crossed = new TreeSet<>();
        String control = "";
        long steps = 0;
        long calls = 0;
        long expired = 0;
        int walks = scale.of(WALKS);
        try (Scratch scratch = new Scratch(name())) {
            for (int i = 0; i < walks; i++) {
                Night night = Night.ALL.get(i % Night.ALL.size());
                try (ClockWalk walk =
                        new ClockWalk(scratch.directory().resolve("walk-" + i), night, Seed.of(name(), i))) {
                    walk.walk();
                    steps += walk.stepsWalked();
                    calls += walk.calls();
                    expired += walk.expiredOrders();
                    crossed.add(night.zone() + " " + night.day() + " (" + night.hours() + " h)");
                    findings.addAll(walk.findings());
                    if (control.isEmpty()) {
                        control = walk.control();
                    }
                }
            }
            scratch.keepFor(findings);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("steps", Long.toString(steps));
        facts.put("calls", Long.toString(calls));
        facts.put("orders expired", Long.toString(expired));
        facts.put("days crossed", String.join(", ", crossed));
        return new Outcome(walks, findings, control, facts);
    }
}
