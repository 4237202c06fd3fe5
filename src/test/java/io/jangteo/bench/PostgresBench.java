package io.jangteo.bench;

import io.jangteo.cluster.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code make bench-postgres}: measures the four hot calls on one PostgreSQL server that waits for the disk, by 64
 * callers, in one run: each in a transaction of its own on the best of pools of 8, 16 and 32, against those that share
 * transactions; within this process, and over HTTP by one and by two instances. Ends with status 1 if a bar is missed
 * and {@code --strict} is given.
 */
public final class PostgresBench {
    private static final int[] POOLS = {8, 16, 32};
    private static final int SHARED_POOL = 16;
    private static final int BATCH_MAX = 256;

    /** How often one and two instances take turns; the medians count. */
    private static final int ROUNDS = 3;

    private final PostgresServer server;
    private final Path directory;
    private boolean met = true;

    private PostgresBench(PostgresServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench-postgres-");
        boolean passed;
        try (PostgresServer server = PostgresServer.durable()) {
            PostgresBench bench = new PostgresBench(server, directory);
            bench.run();
            passed = bench.met || !List.of(arguments).contains("--strict");
        }
        System.exit(passed ? 0 : 1);
    }

    private void run() throws IOException {
        print("# Jangteo on PostgreSQL under load");
        print("%d callers; server, shops and callers share %d processors. Java %s."
                .formatted(
                        Callers.COUNT, Runtime.getRuntime().availableProcessors(), System.getProperty("java.version")));
        PgBench.ratePerSecond(server)
                .ifPresent(rate -> print("pgbench, TPC-B-like, scale 64: %,.0f a second".formatted(rate)));
        inProcess();
        overHttp();
    }

    private void inProcess() {
        print("");
        print("| in this process | own transactions, best pool | shared transactions | ratio | bar |");
        print("| --- | ---: | ---: | ---: | ---: |");
        Map<String, Best> alone = new LinkedHashMap<>();
        for (int pool : POOLS) {
            try (PostgresCalls calls = PostgresCalls.open(server, pool, 1)) {
                calls.measure().forEach((call, rate) -> alone.merge(call, new Best(rate, pool), Best::of));
            }
        }
        try (PostgresCalls calls = PostgresCalls.open(server, SHARED_POOL, BATCH_MAX)) {
            calls.measure().forEach((call, rate) -> row(call, alone.get(call), rate, PostgresCalls.BARS.get(call)));
        }
    }

    private void overHttp() throws IOException {
        print("");
        print("| over HTTP | own transactions, best pool | shared transactions | ratio | bar | two instances of one |");
        print("| --- | ---: | ---: | ---: | ---: | ---: |");
        Map<String, Best> alone = new LinkedHashMap<>();
        for (int pool : POOLS) {
            try (PostgresHttp http =
                    start(1, List.of("--pool-size", Integer.toString(pool), "--write-batch-max", "1"))) {
                http.warm();
                http.measure().forEach((call, rate) -> alone.merge(call, new Best(rate, pool), Best::of));
            }
        }
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        Map<String, List<Double>> shares = new LinkedHashMap<>();
        try (PostgresHttp one = start(1, List.of());
                PostgresHttp two = start(2, List.of())) {
            one.warm();
            two.warm();
            for (int round = 0; round < ROUNDS; round++) {
                Map<String, Double> byTwo = two.measure();
                one.measure().forEach((call, rate) -> {
                    rates.computeIfAbsent(call, key -> new ArrayList<>()).add(rate);
                    shares.computeIfAbsent(call, key -> new ArrayList<>()).add(byTwo.get(call) / rate);
                });
            }
        }
        rates.forEach((call, all) -> {
            double rate = median(all);
            double ratio = rate / alone.get(call).rate();
            double bar = PostgresHttp.BARS.get(call);
            double share = median(shares.get(call));
            met &= ratio >= bar && share >= PostgresHttp.TWO_INSTANCES_BAR;
            print("| %s | %,.0f (%d) | %,.0f | %.1f | %.1f | %.2f |"
                    .formatted(call, alone.get(call).rate(), alone.get(call).pool(), rate, ratio, bar, share));
        });
    }

    private PostgresHttp start(int instances, List<String> flags) throws IOException {
        return PostgresHttp.start(server, instances, Files.createTempDirectory(directory, "shop"), flags);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private void row(String call, Best alone, double rate, double bar) {
        double ratio = rate / alone.rate();
        met &= ratio >= bar;
        print("| %s | %,.0f (%d) | %,.0f | %.1f | %.1f |"
                .formatted(call, alone.rate(), alone.pool(), rate, ratio, bar));
    }

    /** The best rate so far, and the pool that gave it. */
    private record Best(double rate, int pool) {
        Best of(Best other) {
            return other.rate > rate ? other : this;
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
