package io.jangteo.bench;

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
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code make bench}: measures the built server in one run and prints the table. Ends with status 1 when the server
 * answers anything unexpected or its books do not balance, and with {@code --strict} also when a bar is missed.
 */
public final class Bench {
    /** What every change of the server must hold, as ratios to a plain GET. */
    private static final double CHARGE_BAR = 0.25;

    private static final double POPULAR_BAR = 0.75;

    private static final String CHARGE = "charge over 1,000 users";
    private static final String POPULAR = "popular products, cached";

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("jangteo.jar");
    private static final List<String> SERVER = List.of("-jar", JAR.toString());
    private static final List<String> FLAGS = List.of("--demo", "--balance-max", "1000000000000");
    private static final List<String> FLAGS_WITHOUT_GROUP_COMMIT =
            List.of("--demo", "--balance-max", "1000000000000", "--write-batch-max", "1");

    /** Many short rounds: whatever else the machine does then spoils a few of them and not the median. */
    private static final int ROUNDS = 11;

    private static final LoadWindow SLICE = new LoadWindow(Duration.ofMillis(50), Duration.ofMillis(300));
    private static final LoadWindow WARM_UP = new LoadWindow(Duration.ZERO, Duration.ofMillis(1_500));
    /** About as many orders as the next slice pays; one that runs out of them ends early and stays right. */
    private static final LoadWindow PLACING = new LoadWindow(Duration.ZERO, Duration.ofMillis(450));
    /** The whole run with both servers; a healthy one takes two thirds of it. */
    private static final Duration LIMIT = Duration.ofSeconds(175);

    private final Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final long startedAt = System.nanoTime();

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        boolean strict = List.of(arguments).contains("--strict");
        // Beside the build, not in the system's temporary directory: that is often memory, where a commit is free.
        Path directory = Files.createTempDirectory(TARGET, "bench-");
        boolean passed = false;
        try {
            boolean barsMet = new Bench().run(directory);
            passed = barsMet || !strict;
        } catch (BenchFailure e) {
            System.err.println("FAILED: " + e.getMessage());
        } finally {
            delete(directory);
        }
        System.exit(passed ? 0 : 1);
    }

    /** True when every bar is met. */
    private boolean run(Path directory) throws IOException {
        report.begin(directory);
        List<Measurement> rows = new ArrayList<>(against(FLAGS, directory.resolve("grouped"), this::measureAll));
        rows.add(against(FLAGS_WITHOUT_GROUP_COMMIT, directory.resolve("alone"), this::measureWithoutGroupCommit));
        report.rows(rows);
        Measurement charge = named(CHARGE, rows);
        report.groupCommit(charge, rows.get(rows.size() - 1));
        report.print("The books of both shops balance after the load.%n");
        boolean chargeMet = report.bar(charge, CHARGE_BAR);
        boolean popularMet = report.bar(named(POPULAR, rows), POPULAR_BAR);
        return chargeMet && popularMet;
    }

    private List<Measurement> measureAll(BenchShop shop) {
        List<Measurement> rows = List.of(
                measure(shop, "balance read", shop::readBalances),
                measurePopularProducts(shop),
                measure(shop, CHARGE, shop::chargeManyUsers),
                measure(shop, "charge on one user", shop::chargeOneUser),
                measure(shop, "hot coupon: 100 for 1,000 users, refusals counted", shop::rushForCoupon),
                measure(shop, "placing an order of one line", shop::placeOrders),
                measurePayments(shop));
        report.generator(shop.plainGet(SLICE).generatorNanosPerRequest());
        return rows;
    }

    private Measurement measureWithoutGroupCommit(BenchShop shop) {
        return measure(shop, "the same charge, a transaction of its own each", shop::chargeManyUsers);
    }

    /** Measures against a server of its own, and holds its books against what was done to it. */
    private <T> T against(List<String> flags, Path directory, Function<BenchShop, T> measurements) throws IOException {
        try (ServerProcess server = ServerProcess.start(SERVER, Files.createDirectory(directory), flags)) {
            try {
                BenchShop shop = new BenchShop(server);
                shop.open();
                shop.plainGet(WARM_UP);
                shop.plainGet(WARM_UP);
                T measured = measurements.apply(shop);
                requireBalancedBooks(shop);
                return measured;
            } catch (BenchFailure e) {
                throw new BenchFailure(e.getMessage() + "\nThe server wrote: " + server.words());
            }
        }
    }

    private Measurement measurePopularProducts(BenchShop shop) {
        Measurement row = measure(shop, POPULAR, shop::readPopularProducts);
        if (!shop.popularProductsAreCached()) {
            throw new BenchFailure("The popular products do not come from the cache, or there are none");
        }
        return row;
    }

    private Measurement measurePayments(BenchShop shop) {
        return measure(shop, "paying an order", window -> {
            shop.placeOrders(PLACING);
            LoadTally paid = shop.payOrders(window);
            // Else the plain GET that follows would be slowed by what it is no part of.
            shop.awaitDeliveries();
            return paid;
        });
    }

    private Measurement measure(BenchShop shop, String name, Function<LoadWindow, LoadTally> request) {
        request.apply(WARM_UP);
        double[] rates = new double[ROUNDS];
        double[] plainRates = new double[ROUNDS + 1];
        plainRates[0] = shop.plainGet(SLICE).perSecond();
        for (int round = 0; round < ROUNDS; round++) {
            requireTimeLeft();
            rates[round] = request.apply(SLICE).perSecond();
            plainRates[round + 1] = shop.plainGet(SLICE).perSecond();
        }
        return new Measurement(name, rates, plainRates);
    }

    private void requireTimeLeft() {
        if (System.nanoTime() - startedAt > LIMIT.toNanos()) {
            throw new BenchFailure("The run did not end within " + LIMIT.toSeconds() + " s");
        }
    }

    private static void requireBalancedBooks(BenchShop shop) {
        String books = shop.books();
        if (!books.contains("\"balanced\":true")) {
            throw new BenchFailure("The books do not balance after the load: " + books);
        }
    }

    private static Measurement named(String name, List<Measurement> rows) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
