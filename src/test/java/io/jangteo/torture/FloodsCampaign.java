package io.jangteo.torture;

import io.jangteo.wire.Client;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Too much of what is allowed: connections that are reset, connections for one call each, preflights, guesses, calls. */
final class FloodsCampaign implements Campaign {
    private static final int BURST = 10_000;
    private static final int CALLS = 5_000;
    private static final int FLOOD_SECONDS = 15;
    /** Calls in a second that the server with a limit takes of one address. */
    private static final int LIMIT = 50;

    /** Some thousand a second: who is faster than the machine fills the queue before it, in which all others wait. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

    private static final int RATE_LIMITED = 429;
    private static final long AGAIN_MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<String> findings = new ArrayList<>();
    private final List<String> floods = new ArrayList<>();
    private long sent;

    @Override
    public String name() {
        return "floods";
    }

    @Override
    public List<String> needs() {
        return List.of("/proc/self/fd");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        Map<String, String> facts = new LinkedHashMap<>();
        try (Scratch scratch = new Scratch(name())) {
            try (DoorServer server = DoorServer.measured(scratch.directory(), SlowCampaign.SETTINGS)) {
                try (Bystanders others = new Bystanders(server)) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(scale == Scale.SHARE ? 1 : 10));
                    others.quietIsOver();
                    floods(server, others, scale);
                    findings.addAll(others.findings());
                    others.judgeFootprint(findings);
                    facts.put("others quiet p99", "%.0f ms".formatted(others.quietMillis()));
                    facts.put("beside them", String.join("; ", floods));
                    facts.put("memory at most", others.memoryMaxMegabytes() + " MB");
                    facts.put("threads at most", Long.toString(others.threadsMax()));
                }
                findings.addAll(server.end());
            }
            try (DoorServer limited =
                    DoorServer.whole(scratch.directory().resolve("limited"), "--rate-limit", Integer.toString(LIMIT))) {
                List<String> wrong = new ArrayList<>();
                facts.put("beyond the rate limit", limit(limited, scale.of(CALLS), wrong) + " of " + scale.of(CALLS));
                findings.addAll(wrong);
                findings.addAll(limited.end());
            }
            scratch.keepFor(findings);
            return new Outcome(sent, List.copyOf(findings), control(scratch.directory()), facts);
        }
    }

    private void floods(DoorServer server, Bystanders others, Scale scale) {
        others.measureAnew("a burst of resets", true);
        for (int i = 0; i < scale.of(BURST); i++) {
            reset(server);
        }
        // All that came before this one were let in by then, and what others had waited is no part of what follows.
        try (Client last = new Client(server.address()::toString)) {
            require(200, last.ask(RawRequest.get("/health/live")));
        }
        floods.add("a burst of %,d resets %.0f ms, cut off %d"
                .formatted(scale.of(BURST), others.p99Millis(), others.cutOff()));
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        flood("resets", others, scale, () -> reset(server));
        RawRequest closing = RawRequest.get("/api/v1/products").header("Connection: close");
        flood("one call each", others, scale, () -> {
            try (Client client = new Client(server.address()::toString)) {
                require(200, client.ask(closing));
            }
        });
        RawRequest preflight = RawRequest.of("OPTIONS", "/api/v1/orders")
                .header("Origin: http://localhost:5173")
                .header("Access-Control-Request-Method: POST");
        RawRequest guess = RawRequest.get("/api/v1/admin/users");
        Random random = Seed.of(name(), 0);
        try (Client client = new Client(server.address()::toString)) {
            flood("preflights", others, scale, () -> require(204, client.ask(preflight)));
            flood("guesses", others, scale, () -> {
                String key = "Authorization: Bearer " + Long.toHexString(random.nextLong());
                require(401, client.ask(guess.header(key)));
            });
        }
    }

    private void flood(String name, Bystanders others, Scale scale, Runnable one) {
        others.measureAnew(name, false);
        long nanos = TimeUnit.SECONDS.toNanos(FLOOD_SECONDS) * scale.of(100) / 100;
        long start = System.nanoTime();
        int i = 0;
        while (System.nanoTime() - start < nanos) {
            one.run();
            i++;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        floods.add("%,d %s %.0f ms".formatted(i, name, others.p99Millis()));
        others.judgeTime(scale, findings);
    }

    private void reset(DoorServer server) {
        try (Connection connection = Connection.to(server.address().toString())) {
            connection.send(RawRequest.get("/api/v1/products")).reset();
        }
        sent++;
    }

    private void require(int status, Response reply) {
        sent++;
        boolean busy = reply.status() == 503 && reply.isProblem();
        if (reply.status() != status && reply.status() != RATE_LIMITED && !busy) {
            findings.add("in a flood something was answered " + reply);
        }
    }

    /** Calls from one address without a pause; gives how many were turned away. */
    private static long limit(DoorServer server, int calls, List<String> wrong) {
        RawRequest request = RawRequest.get("/api/v1/products");
        long turnedAway = 0;
        try (Client client = new Client(server.address()::toString)) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                Response reply = client.ask(request);
                if (reply.status() == RATE_LIMITED) {
                    turnedAway++;
                    if (!reply.code().equals("RATE_LIMITED") || reply.header("Retry-After") == null) {
                        wrong.add("it was turned away with " + reply);
                    }
                } else if (reply.status() != 200) {
                    wrong.add("within the limit it was answered " + reply);
                }
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            long served = calls - turnedAway;
            if (served > LIMIT * (seconds + 2)) {
                wrong.add("in " + seconds + " seconds it served " + served + " of one address");
            }
            long end = System.nanoTime() + AGAIN_MAX_NANOS;
            while (client.ask(request).status() != 200) {
                if (System.nanoTime() - end > 0) {
                    wrong.add("the address is not served again");
                    break;
                }
                LockSupport.parkNanos(AGAIN_MAX_NANOS / 100);
            }
        }
        return turnedAway;
    }

    /** The same for a server that does not count. */
    private static String control(Path directory) throws IOException {
        try (DoorServer server = DoorServer.without(
                "io.jangteo.web.Admission#count", directory, "--rate-limit", Integer.toString(LIMIT))) {
            List<String> wrong = new ArrayList<>();
            limit(server, CALLS, wrong);
            return wrong.isEmpty() ? "" : "a server that does not count: found";
        }
    }
}
