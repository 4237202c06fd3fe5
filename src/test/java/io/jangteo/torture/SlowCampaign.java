package io.jangteo.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Those who connect and are silent, send or read slowly: others are served meanwhile, and the slow ones are sent away. */
final class SlowCampaign implements Campaign {
    static final String[] SETTINGS = {"--balance-max", "1000000000000"};

    private static final long CLOSED_MAX_SECONDS = 30;
    /** Some are sent away at once: 99 of 100 want more calls than fall into that. */
    private static final long MEASURED_MIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int OF_CONTROL = 20;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<String> findings = new ArrayList<>();
    private final List<String> waves = new ArrayList<>();
    private long connections;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public List<String> needs() {
        return List.of("/proc/self/fd");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        try (Scratch scratch = new Scratch(name());
                DoorServer without =
                        DoorServer.without("io.jangteo.web.Deadlines#sweep", scratch.directory(), SETTINGS);
                SlowOnes unbothered = new SlowOnes(without.address())) {
            unbothered.come(Slowness.HEADERS, OF_CONTROL);
            Map<String, String> facts = new LinkedHashMap<>();
            try (DoorServer server = DoorServer.measured(scratch.directory(), SETTINGS)) {
                try (Bystanders others = new Bystanders(server)) {
                    waves(server, others, scale);
                    findings.addAll(others.findings());
                    others.judgeFootprint(findings);
                    facts.put("others quiet p99", "%.0f ms".formatted(others.quietMillis()));
                    facts.put("beside them", String.join("; ", waves));
                    facts.put("others turned away", Long.toString(others.busy()));
                    facts.put("memory at most", others.memoryMaxMegabytes() + " MB");
                    facts.put("threads at most", Long.toString(others.threadsMax()));
                }
                findings.addAll(server.end());
            }
            int open = unbothered.open();
            String control = open == 0 ? "" : "a server without deadlines: " + open + " stay";
            scratch.keepFor(findings);
            return new Outcome(connections, List.copyOf(findings), control, facts);
        }
    }

    /** One kind after the other; a share has all kinds at once, but for those who come and are silent. */
    private void waves(DoorServer server, Bystanders others, Scale scale) throws IOException {
        pause(TimeUnit.SECONDS.toNanos(scale == Scale.SHARE ? 2 : 10));
        others.quietIsOver();
        if (scale == Scale.SHARE) {
            List<Slowness> all = new ArrayList<>(Arrays.asList(Slowness.values()));
            all.remove(Slowness.SILENT);
            wave(server, others, scale, all);
        } else {
            for (Slowness slowness : Slowness.values()) {
                wave(server, others, scale, List.of(slowness));
            }
        }
    }

    private void wave(DoorServer server, Bystanders others, Scale scale, List<Slowness> kinds) throws IOException {
        String name = kinds.size() == 1 ? kinds.get(0).name().toLowerCase(Locale.ROOT) : "all at once";
        others.measureAnew(name, false);
        try (SlowOnes slow = new SlowOnes(server.address())) {
            for (Slowness kind : kinds) {
                connections += slow.come(kind, scale.of(kind.connections()));
            }
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(CLOSED_MAX_SECONDS);
            while (slow.open() > 0 && System.nanoTime() - end < 0) {
                pause(LOOK_NANOS);
            }
            if (slow.open() > 0) {
                findings.add(name + ": " + slow.open() + " are still there after " + CLOSED_MAX_SECONDS + " seconds");
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            while (scale != Scale.SHARE && System.nanoTime() - start < MEASURED_MIN_NANOS) {
                pause(LOOK_NANOS);
            }
            waves.add("%s %.0f ms, closed in %d s".formatted(name, others.p99Millis(), seconds));
            others.judgeTime(scale, findings);
        }
    }

    private static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
    }
}
