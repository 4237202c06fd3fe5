package io.jangteo.torture;

import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.torture.DiskEvent.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two lives of a shop on one directory, traced: the second begins on what the first left unflushed, shows it to its
 * customers, settles their open calls, and goes on selling.
 */
final class TwoLives {
    private static final int FIRST_ANSWERS_MIN = 60;
    private static final int ANSWERS_MAX = 140;
    /** More than share the flushes below. */
    private static final int ANSWERS_NEVER_REACHED = 2_000;

    private static final int FLUSHES_OF_START = 30;
    private static final int FLUSHES_MAX = 30;
    /** More connections than the relay has places. */
    private static final int BACKLOG = 50;

    private static final int PAUSE_MAX_MICROSECONDS = 3_000;
    /** Strace prints a text of the reply with its quotes escaped. */
    private static final Pattern SHOWN_BALANCE =
            Pattern.compile("\\{\\\\\"id\\\\\":(\\d+),\\\\\"name\\\\\":\\\\\"[^\"]*\",\\\\\"point\\\\\":(\\d+)");

    private final DiskTrace trace;
    private final List<Promise> promises = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** How the first life ends. */
    enum Ending {
        /** Killed after a commit's pages were written and before they were flushed. */
        KILLED_BEFORE_A_FLUSH,
        /** The flush of a commit fails. */
        FAILED_FLUSH,
        /** Killed at any time. */
        KILLED;

        private List<String> strace(Path trace, Random random) {
            // They are counted by thread: all of the start's are among the first.
            int flush = FLUSHES_OF_START + random.nextInt(FLUSHES_MAX);
            return switch (this) {
                case KILLED_BEFORE_A_FLUSH -> Strace.notingSlowly(trace, "fsync,fdatasync:signal=KILL:when=" + flush);
                case FAILED_FLUSH -> Strace.notingSlowly(trace, "fsync,fdatasync:error=EIO:when=" + flush);
                case KILLED -> Strace.noting(trace);
            };
        }

        /** To the journal, or to one who never answers, so that the customers come before any commit of the relay. */
        private String[] dataPlatform(ServerSocket silent) {
            return this == KILLED
                    ? new String[0]
                    : new String[] {"--data-platform", "http://127.0.0.1:" + silent.getLocalPort() + "/"};
        }

        private int lastAnswer(Random random) {
            // Where a flush ends it, this is only for the case that it does not.
            return this == KILLED ? FIRST_ANSWERS_MIN + random.nextInt(ANSWERS_MAX) : ANSWERS_NEVER_REACHED;
        }
    }

    /** Lives them, which takes a few seconds. */
    TwoLives(Path directory, Ending ending, Random random) throws IOException {
        Jar jar = new Jar(directory).variable("JANGTEO_ADMIN_KEY", Lives.KEY);
        Path data = Files.createDirectory(directory.resolve("data"));
        trace = new DiskTrace(data);
        try (ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"))) {
            String[] dataPlatform = ending.dataPlatform(silent);
            Path first = directory.resolve("first.trace");
            jar.under(ending.strace(first, random));
            Customers crowd;
            try (JarServer server = serve(jar, data, dataPlatform)) {
                crowd = new Customers(Lives.client(server), random);
                boolean killed = shopUntilKilled(server, crowd, ending.lastAnswer(random), random);
                if (killed && ending != Ending.KILLED) {
                    throw new IllegalStateException("No flush ended the first life: strace does not inject here");
                }
            }
            add(first);
            Path second = directory.resolve("second.trace");
            jar.under(Strace.noting(second));
            try (JarServer server = serve(jar, data, dataPlatform)) {
                crowd.settle(Lives.client(server));
                shopUntilKilled(server, crowd, 1 + random.nextInt(ANSWERS_MAX), random);
            }
            add(second);
            faults.addAll(crowd.faults());
            promise(crowd);
        }
    }

    private void add(Path life) throws IOException {
        trace.add(life);
        Files.delete(life);
    }

    List<DiskEvent> events() {
        return trace.events();
    }

    /** All that anybody was told, and where. */
    List<Promise> promises() {
        return promises;
    }

    /** What the customers found wrong with the second life itself. */
    List<String> faults() {
        return faults;
    }

    int end() {
        return trace.end();
    }

    int beginOfSecond() {
        return trace.beginOfLife(1);
    }

    /** Where the second life said that it is ready. */
    int readyOfSecond() {
        return trace.events().stream()
                .filter(event -> event.is(Kind.READY) && event.begin() >= beginOfSecond())
                .findFirst()
                .orElseThrow()
                .begin();
    }

    private static JarServer serve(Jar jar, Path data, String... more) {
        List<String> flags = new ArrayList<>(List.of("--data", data.toString(), "--write-queue-wait", "PT1M"));
        flags.addAll(List.of(more));
        return jar.serve(flags.toArray(String[]::new));
    }

    /** Whether it was killed from here, and had not ended before. */
    private static boolean shopUntilKilled(JarServer server, Customers crowd, int lastAnswer, Random random) {
        int pauseMicroseconds = random.nextInt(PAUSE_MAX_MICROSECONDS);
        AtomicBoolean killed = new AtomicBoolean();
        crowd.shopUntil(Lives.client(server), lastAnswer, () -> {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicroseconds));
            killed.set(true);
            server.kill();
        });
        server.awaitEnd();
        return killed.get();
    }

    private void promise(Customers crowd) {
        Map<String, Integer> told = new HashMap<>();
        for (DiskEvent reply : trace.events()) {
            if (!reply.is(Kind.REPLY) || reply.offset() / 100 != 2) {
                continue;
            }
            told.putIfAbsent(reply.path(), reply.begin());
            Matcher shown = SHOWN_BALANCE.matcher(reply.other());
            if (shown.find() && Long.parseLong(shown.group(2)) > 0) {
                String fact = KeptShop.entry(Long.parseLong(shown.group(1)), Long.parseLong(shown.group(2)));
                promises.add(new Promise(reply.begin(), fact));
            }
        }
        for (Customer customer : crowd.customers()) {
            for (Sent sent : customer.acknowledged()) {
                Integer since = told.get(sent.key());
                if (since == null) {
                    throw new IllegalStateException("An answer that is not in the trace: " + sent);
                }
                KeptShop.factsOf(sent).forEach(fact -> promises.add(new Promise(since, fact)));
            }
        }
    }
}
