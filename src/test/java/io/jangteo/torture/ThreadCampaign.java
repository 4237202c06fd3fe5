package io.jangteo.torture;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that can start no more threads, while it is ordered from and delivers: whatever it refuses then, it serves
 * again as soon as it may, has lost nothing, and everything is told in the end.
 */
final class ThreadCampaign implements Campaign {
    private static final int ROUNDS = 10;

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public List<String> needs() {
        return List.of("prlimit", "setpriv");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        int rounds = scale.of(ROUNDS);
        // Another user has to reach it, and may not enter a private directory that the project is in.
        Path everybodys = Path.of(System.getProperty("java.io.tmpdir"));
        try (Scratch scratch = new Scratch(everybodys, name());
                Threadless server = new Threadless(scratch.directory())) {
            for (int i = 0; i < rounds; i++) {
                server.round();
            }
            String control = server.end();
            scratch.keepFor(server.findings());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("acknowledged", Long.toString(server.acknowledged()));
            facts.put("not answered", Long.toString(server.unanswered()));
            facts.put("back within", server.backMillisMax() + " ms");
            return new Outcome(rounds, server.findings(), control, facts);
        }
    }
}
