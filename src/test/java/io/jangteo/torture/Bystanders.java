package io.jangteo.torture;

import io.jangteo.wire.Client;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Those who want nothing but to be served meanwhile: a balance, a charge and a look at the health, over and over, on a
 * connection that is kept and on a new one each time.
 */
final class Bystanders implements AutoCloseable {
    /** What is quick enough on any machine, whatever it takes when all is quiet. */
    private static final long ENOUGH_MILLIS = 100;

    private static final int SLOWER_MAX = 5;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final DoorServer server;
    private final List<RawRequest> requests;
    private double quietMillis;
    private long memoryMax;
    private long threadsMax;
    private volatile String during = "quiet";
    private volatile boolean mayBeCutOff;
    private volatile boolean ended;

    /** They begin at once, as the first user of the server, who is made here. */
    Bystanders(DoorServer server) {
        this.server = server;
        long user;
        try (Client client = new Client(server.address()::toString)) {
            user = client.ask(DoorServer.asAdmin(RawRequest.post("/api/v1/admin/users", "{\"name\":\"one\"}")))
                    .json()
                    .path("id")
                    .asLong();
        }
        String address = "/api/v1/users/" + user;
        requests = List.of(
                RawRequest.get(address),
                RawRequest.post(address + "/points/charge", "{\"amount\":1000}"),
                RawRequest.get("/health/live"));
        start("bystanders-kept", false);
        start("bystanders-new", true);
        start("footprint", this::watch);
    }

    /** What they met while all was quiet is the measure of what follows. */
    void quietIsOver() {
        quietMillis = p99Millis();
    }

    /**
     * Forgets what was measured so far.
     *
     * @param beyondTheMachine whether so much comes that a connection may end without an answer; it is counted
     */
    void measureAnew(String during, boolean beyondTheMachine) {
        this.during = during;
        this.mayBeCutOff = beyondTheMachine;
        micros.clear();
    }

    /** The time within which 99 of 100 were answered since they were measured anew. */
    double p99Millis() {
        List<Long> sorted = micros.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.99)) / 1_000.0;
    }

    double quietMillis() {
        return quietMillis;
    }

    /** How many were turned away with a 503 and its code. */
    long busy() {
        return busy.get();
    }

    /** How many had no answer, where that may be. */
    long cutOff() {
        return cutOff.get();
    }

    long memoryMaxMegabytes() {
        return memoryMax;
    }

    long threadsMax() {
        return threadsMax;
    }

    /** Tells if the server took more than it may. */
    void judgeFootprint(List<String> wrong) {
        if (memoryMax >= DoorServer.MEMORY_MAX_MEGABYTES) {
            wrong.add("it took " + memoryMax + " MB");
        }
        if (threadsMax >= DoorServer.THREADS_MAX) {
            wrong.add("it had " + threadsMax + " threads");
        }
    }

    /** Judges what was measured against the quiet time; a share measures too little for a judgement on time. */
    void judgeTime(Scale scale, List<String> wrong) {
        double p99 = p99Millis();
        double max = Math.max(ENOUGH_MILLIS, SLOWER_MAX * quietMillis);
        if (scale != Scale.SHARE && p99 > max) {
            wrong.add("%s: others' p99 is %.0f ms, more than %.0f".formatted(during, p99, max));
        }
    }

    /** What they were answered that is neither a success nor a 503 with a code. */
    List<String> findings() {
        return new ArrayList<>(findings);
    }

    @Override
    public void close() {
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException thrown) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void start(String name, boolean newEachTime) {
        start(name, () -> askOn(server.address(), newEachTime));
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void askOn(URI address, boolean newEachTime) {
        try (Client client = new Client(address::toString)) {
            for (int i = 0; !ended; i++) {
                RawRequest request = requests.get(i % requests.size());
                long start = System.nanoTime();
                try {
                    judge(request, client.ask(request));
                } catch (RuntimeException | AssertionError thrown) {
                    if (mayBeCutOff && thrown instanceof UncheckedIOException) {
                        cutOff.incrementAndGet();
                        continue;
                    }
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    String connection = newEachTime ? "a new connection" : "a kept connection";
                    findings.add("%s: %s on %s was not answered: after %d ms %s"
                            .formatted(during, request, connection, millis, thrown));
                }
                micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
                if (newEachTime) {
                    client.close();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void judge(RawRequest request, Response reply) {
        if (reply.status() == UNAVAILABLE && reply.isProblem() && !reply.code().isBlank()) {
            busy.incrementAndGet();
        } else if (reply.status() != OK) {
            findings.add(request + " was answered " + reply);
        }
    }

    private void watch() {
        while (!ended) {
            try {
                Footprint now = server.footprint();
                memoryMax = Math.max(memoryMax, now.megabytes());
                threadsMax = Math.max(threadsMax, now.threads());
            } catch (RuntimeException thrown) {
                findings.add("its footprint cannot be read: " + thrown);
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS * 20);
        }
    }
}
