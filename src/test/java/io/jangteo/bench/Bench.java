package io.jangteo.bench;

import io.jangteo.bench.Comparison.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code make bench}: measures the built server in one run and prints the table; with {@code --base} and the jar of an
 * earlier build, both by turns, or with {@code --only} those loads whose names have this text. Ends with status 1 when a server answers anything unexpected or its books do not
 * balance, and with {@code --strict} also when a bar is missed.
 */
public final class Bench {
    /** The server's. */
    static final String HEAP = "-Xmx256m";

    /** What every change of the server must hold, as ratios to a plain GET. */
    private static final double CHARGE_BAR = 0.25;

    private static final double POPULAR_BAR = 0.75;

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Many short rounds: whatever else the machine does then spoils a few of them and not the median. */
    private static final int ROUNDS = 11;

    private static final LoadWindow SLICE = new LoadWindow(Duration.ofMillis(50), Duration.ofMillis(300));
    private static final LoadWindow WARM_UP = new LoadWindow(Duration.ZERO, Duration.ofMillis(1_500));

    private static final int TRIES = 3;
    private static final LoadWindow TIMED = new LoadWindow(Duration.ofMillis(200), Duration.ofSeconds(2));

    /** Longer than it takes an idle server to give memory back. */
    private static final Duration IDLE = Duration.ofSeconds(25);

    private static final int PAIRS = 11;
    private static final LoadWindow PAIRED = new LoadWindow(Duration.ofMillis(50), Duration.ofMillis(450));
    private static final LoadWindow PAIRED_WARM_UP = new LoadWindow(Duration.ZERO, Duration.ofMillis(2_000));

    /** A healthy run takes two thirds of it. */
    private static final Duration LIMIT = Duration.ofSeconds(420);

    private final Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final long startedAt = System.nanoTime();
    private final Path directory;
    private final List<BenchLoad> loads;

    private Bench(Path directory, List<BenchLoad> loads) {
        this.directory = directory;
        this.loads = loads;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        // Beside the build, not in the system's temporary directory: that is often memory, where a commit is free.
        Path directory = Files.createTempDirectory(TARGET, "bench-");
        boolean passed = false;
        try {
            Bench bench = new Bench(directory, BenchLoad.named(option(given, "--only", "")));
            bench.report.begin(Machine.describe(directory));
            Path jar =
                    Path.of(option(given, "--jar", TARGET.resolve("jangteo.jar").toString()));
            if (given.contains("--base")) {
                bench.compare(Path.of(option(given, "--base", "")), jar);
                passed = true;
            } else {
                passed = bench.run(jar) || !given.contains("--strict");
            }
        } catch (BenchFailure e) {
            System.err.println("FAILED: " + e.getMessage());
        } finally {
            delete(directory);
        }
        System.exit(passed ? 0 : 1);
    }

    /** True when every bar is met. */
    private boolean run(Path jar) throws IOException {
        List<Measurement> rows = new ArrayList<>();
        double generatorNanos;
        try (BenchServer server = open(jar, "grouped")) {
            for (BenchLoad load : BenchLoad.ALL) {
                rows.add(measure(server.shop(), load, load.name()));
            }
            generatorNanos = server.shop().plainGet(SLICE).generatorNanosPerRequest();
            report.rows(rows);
            waits(server.shop(), named(BenchLoad.CHARGE, rows));
            report.resident("", server.process());
            rest();
            report.resident(IDLE.toSeconds() + " idle seconds later ", server.process());
            server.shop().requireBalancedBooks();
        }
        Measurement alone;
        try (BenchServer server = open(jar, "alone", "--write-batch-max", "1")) {
            alone = measure(server.shop(), BenchLoad.CHARGE, "the same, a transaction of its own each");
            server.shop().requireBalancedBooks();
        }
        Measurement charge = named(BenchLoad.CHARGE, rows);
        report.groupCommit(charge, alone);
        report.generator(generatorNanos);
        report.print("The books of both shops balance after the load.%n");
        boolean chargeMet = report.bar(charge, CHARGE_BAR);
        boolean popularMet = report.bar(named(BenchLoad.POPULAR, rows), POPULAR_BAR);
        return chargeMet && popularMet;
    }

    /** What callers wait for beside others' writes, and at half of what the server can do. */
    private void waits(BenchShop shop, Measurement charge) throws IOException {
        double alone = best(() -> shop.readBalances(TIMED));
        double beside = best(() -> shop.readBesideCharges(TIMED));
        double half = Measurement.median(charge.rates()) / 2;
        double charging = best(() -> shop.chargeManyUsers(TIMED, half));
        double flushMillis = Machine.flushMillis(directory);
        report.print(
                "%nThe p99, best of %d windows of %d s:%n",
                TRIES, TIMED.measured().toSeconds());
        report.print(
                "- balance reads %.1f ms; %.1f ms while charges run flat out, %.1f times that",
                alone, beside, beside / alone);
        report.print(
                "- charges at half the rate above, %,.0f a second: %.1f ms, which are %.1f flushes",
                half, charging, charging / flushMillis);
    }

    private static void rest() {
        long untilNanos = System.nanoTime() + IDLE.toNanos();
        while (System.nanoTime() - untilNanos < 0) {
            LockSupport.parkNanos(untilNanos - System.nanoTime());
        }
    }

    private static double best(Supplier<LoadTally> load) {
        return Stream.generate(load)
                .limit(TRIES)
                .mapToDouble(LoadTally::p99Millis)
                .min()
                .orElseThrow();
    }

    private void compare(Path baseJar, Path jar) throws IOException {
        try (BenchServer base = open(baseJar, "base");
                BenchServer current = open(jar, "current")) {
            report.beginComparisons(PAIRS);
            report.row(compare(base.shop(), current.shop(), BenchLoad.PLAIN_GET));
            for (BenchLoad load : loads) {
                report.row(compare(base.shop(), current.shop(), load));
            }
            report.print("");
            report.resident("base ", base.process());
            report.resident("now ", current.process());
            rest();
            report.resident("base, " + IDLE.toSeconds() + " idle seconds later ", base.process());
            report.resident("now, " + IDLE.toSeconds() + " idle seconds later ", current.process());
            base.shop().requireBalancedBooks();
            current.shop().requireBalancedBooks();
        }
        report.print("The books of both shops balance after the load.");
    }

    private BenchServer open(Path jar, String name, String... flags) throws IOException {
        BenchServer server = BenchServer.start(jar, directory.resolve(name), flags);
        server.shop().plainGet(WARM_UP);
        server.shop().plainGet(WARM_UP);
        return server;
    }

    private Measurement measure(BenchShop shop, BenchLoad load, String name) {
        load.run(shop, WARM_UP);
        double[] rates = new double[ROUNDS];
        double[] p99Millis = new double[ROUNDS];
        double[] plainRates = new double[ROUNDS + 1];
        plainRates[0] = shop.plainGet(SLICE).perSecond();
        for (int round = 0; round < ROUNDS; round++) {
            requireTimeLeft();
            LoadTally tally = load.run(shop, SLICE);
            rates[round] = tally.perSecond();
            p99Millis[round] = tally.p99Millis();
            plainRates[round + 1] = shop.plainGet(SLICE).perSecond();
        }
        return new Measurement(name, rates, p99Millis, plainRates);
    }

    private Comparison compare(BenchShop base, BenchShop current, BenchLoad load) {
        load.run(base, PAIRED_WARM_UP);
        load.run(current, PAIRED_WARM_UP);
        List<Window> ofBase = new ArrayList<>();
        List<Window> ofCurrent = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            requireTimeLeft();
            ofBase.add(Window.of(load.run(base, PAIRED)));
            ofCurrent.add(Window.of(load.run(current, PAIRED)));
        }
        return new Comparison(load.name(), ofBase, ofCurrent);
    }

    private void requireTimeLeft() {
        if (System.nanoTime() - startedAt > LIMIT.toNanos()) {
            throw new BenchFailure("The run did not end within " + LIMIT.toSeconds() + " s");
        }
    }

    private static String option(List<String> given, String name, String otherwise) {
        int at = given.indexOf(name);
        return at < 0 || at + 1 == given.size() ? otherwise : given.get(at + 1);
    }

    private static Measurement named(BenchLoad load, List<Measurement> rows) {
        return rows.stream()
                .filter(row -> row.name().equals(load.name()))
                .findFirst()
                .orElseThrow();
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
