package io.jangteo.torture;

import io.jangteo.torture.Exhausted.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server without stack answers 500 and lives; one without heap, wherever that shows, ends within seconds with a line and
 * a status, so that a supervisor starts it again, and has lost nothing.
 */
final class MemoryCampaign implements Campaign {
    private static final int LIVES = 15;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int lives = scale.of(LIVES);
        try (Scratch scratch = new Scratch(name())) {
            Exhausted server = new Exhausted(scratch.directory());
            for (int i = 0; i < lives; i++) {
                server.life(Place.values()[i % Place.values().length]);
            }
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("overflows survived", Integer.toString(2 * lives));
            if (scale != Scale.SHARE) {
                facts.put("under large pages it", server.lifeOfRequests());
            }
            String control = server.control();
            scratch.keepFor(server.findings());
            return new Outcome(lives, server.findings(), control, facts);
        }
    }
}
