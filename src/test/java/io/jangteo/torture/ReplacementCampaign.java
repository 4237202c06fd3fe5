package io.jangteo.torture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reset, snapshot and restore at random beside senders: every success is true of the shop that it was given for, and no
 * call, message, race or key of a replaced shop reaches into the next.
 */
final class ReplacementCampaign implements Campaign {
    private static final int ROUNDS = 300;
    /** A shop that is brought back again and again grows; after these a new one begins. */
    private static final int ROUNDS_PER_SHOP = 60;

    @Override
    public String name() {
        return "replacements";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        List<String> findings = new ArrayList<>();
        String control = "";
        long acknowledged = 0;
        int races = 0;
        int rounds = scale.of(ROUNDS);
        try (Scratch scratch = new Scratch(name())) {
            for (int done = 0; done < rounds; done += ROUNDS_PER_SHOP) {
                Replacements shop =
                        new Replacements(scratch.directory().resolve("shop-" + done), Seed.of(name(), done));
                try (shop) {
                    for (int i = done; i < Math.min(rounds, done + ROUNDS_PER_SHOP); i++) {
                        shop.round();
                    }
                    acknowledged += shop.acknowledgedCalls();
                    races += shop.races();
                    if (control.isEmpty()) {
                        control = shop.control();
                    }
                }
                findings.addAll(shop.findings());
            }
            scratch.keepFor(findings);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("acknowledged", Long.toString(acknowledged));
        facts.put("races", Integer.toString(races));
        return new Outcome(rounds, findings, control, facts);
    }
}
