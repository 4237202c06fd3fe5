package io.jangteo.bench;

import static io.jangteo.bench.BenchCalls.OK;
import static io.jangteo.bench.BenchCalls.charge;
import static io.jangteo.bench.BenchCalls.round;

import io.jangteo.bench.Comparison.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * {@code make bench-big}: what growth costs. Makes a shop of 10 million point entries, 2 million orders and a million
 * users below {@code target}, where the next run finds it, and measures it beside an empty one. Ends with status 1 when
 * a server answers anything unexpected or the books do not balance.
 */
public final class BigBench {
    private static final long USERS = 1_000_000;
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("jangteo.jar");
    private static final Path BIG = TARGET.resolve("big-shop");

    /** A point each: nobody reaches the largest balance, which the shop's users have from its making. */
    private static final List<String> FLAGS = List.of("--charge-min", "1");

    private static final int STARTS = 5;
    private static final int PAIRS = 11;
    private static final LoadWindow WINDOW = new LoadWindow(Duration.ofMillis(50), Duration.ofMillis(450));
    private static final LoadWindow WARM_UP = new LoadWindow(Duration.ZERO, Duration.ofSeconds(4));
    private static final double CHARGE_BAR = 0.9;
    private static final double START_BAR = 1.2;
    private static final double VERIFY_SECONDS_BAR = 40;

    private final Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final Path directory;

    private BigBench(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Files.createTempDirectory(TARGET, "bench-big-");
        boolean passed = false;
        try {
            new BigBench(directory).run();
            passed = true;
        } catch (BenchFailure e) {
            System.err.println("FAILED: " + e.getMessage());
        } finally {
            Bench.delete(directory);
        }
        System.exit(passed ? 0 : 1);
    }

    private void run() throws IOException, SQLException {
        report.begin(Machine.describe(directory));
        make();
        Path empty = Files.createDirectory(directory.resolve("empty"));
        start(empty).close();
        compareStarts(empty);
        try (ServerProcess small = start(empty);
                ServerProcess big = start(BIG)) {
            compareCharges(new BenchCalls(small), new BenchCalls(big));
            new PageTimes(report, big).print();
        }
        verify();
    }

    private void make() throws IOException, SQLException {
        if (Files.exists(BIG)) {
            report.print("The big shop is there from an earlier run.");
            return;
        }
        Path made = Files.createDirectory(directory.resolve("big"));
        double seconds = seconds(() -> {
            try {
                BigShop.make(Files.createDirectory(made.resolve("data")).resolve("jangteo.db"), USERS);
            } catch (IOException | SQLException e) {
                throw new BenchFailure("The big shop was not made: " + e);
            }
        });
        Files.move(made, BIG, StandardCopyOption.ATOMIC_MOVE);
        report.print("Making the big shop by SQL took %.0f s.", seconds);
    }

    private void verify() {
        List<String> command = List.of(
                ServerProcess.JAVA,
                Bench.HEAP,
                "-jar",
                JAR.toString(),
                "verify",
                "--data",
                BIG.resolve("data").toString());
        double seconds = seconds(() -> {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("verify.log").toFile())
                        .start();
                if (process.waitFor() != 0) {
                    throw new BenchFailure(
                            "The books of the big shop: " + Files.readString(directory.resolve("verify.log")));
                }
            } catch (IOException | InterruptedException e) {
                throw new BenchFailure("verify: " + e);
            }
        });
        judge(seconds <= VERIFY_SECONDS_BAR, "verify %.1f s, the bar is %.0f s", seconds, VERIFY_SECONDS_BAR);
    }

    private void compareStarts(Path empty) {
        double[] ratios = new double[STARTS];
        double[] millis = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            millis[i] = 1_000 * seconds(() -> start(BIG).close());
            ratios[i] = millis[i] / 1_000 / seconds(() -> start(empty).close());
        }
        double ratio = Measurement.median(ratios);
        judge(
                ratio <= START_BAR,
                "start and stop of the big shop %.0f ms, %.2f of an empty one's, the bar is %.1f",
                Measurement.median(millis),
                ratio,
                START_BAR);
    }

    private void compareCharges(BenchCalls small, BenchCalls big) {
        List<Long> few = small.create(BenchShop.USERS, "/users", i -> "{\"name\":\"손님 %d\"}".formatted(i));
        List<byte[]> same = charges(LongStream.rangeClosed(1, BenchShop.USERS));
        // A step that shares no factor with their number comes to everyone, and to neighbours far apart in time.
        List<byte[]> all = charges(LongStream.range(0, USERS).map(i -> i * 7_919 % USERS + 1));
        List<byte[]> ofSmall = charges(few.stream().mapToLong(Long::longValue));
        Comparison overSame = compare("charge over 500 users", small, ofSmall, big, same);
        Comparison overAll = compare("charge over all users", small, ofSmall, big, all);
        report.print("%nThe base is the empty shop's charge over its 500 users.");
        report.beginComparisons(PAIRS);
        report.row(overSame);
        report.row(overAll);
        report.print("");
        judge(
                overSame.medianMultiple() >= CHARGE_BAR,
                "charges over the same users %.2f of the empty shop's, the bar is %.1f",
                overSame.medianMultiple(),
                CHARGE_BAR);
    }

    private static Comparison compare(
            String name, BenchCalls small, List<byte[]> ofSmall, BenchCalls big, List<byte[]> ofBig) {
        small.load(name, WARM_UP, round(ofSmall), OK);
        var bigCharges = round(ofBig);
        big.load(name, WARM_UP, bigCharges, OK);
        List<Window> base = new ArrayList<>();
        List<Window> current = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            base.add(Window.of(small.load(name, WINDOW, round(ofSmall), OK)));
            current.add(Window.of(big.load(name, WINDOW, bigCharges, OK)));
        }
        return new Comparison(name, base, current);
    }

    private static List<byte[]> charges(LongStream users) {
        return users.mapToObj(user -> charge(user, 1)).toList();
    }

    private static ServerProcess start(Path directory) {
        return ServerProcess.start(List.of(Bench.HEAP, "-jar", JAR.toString()), directory, FLAGS);
    }

    private void judge(boolean met, String format, Object... arguments) {
        report.print((met ? "MET: " : "MISSED: ") + format, arguments);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
