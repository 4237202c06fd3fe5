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

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("jangteo.jar");
    private static final List<String> SERVER = List.of("-jar", JAR.toString());
    private static final List<String> FLAGS = List.of("--demo", "--balance-max", "1000000000000");
    private static final List<String> FLAGS_WITHOUT_GROUP_COMMIT =
            List.of("--demo", "--balance-max", "1000000000000", "--write-batch-max", "1");

    private static final int ROUNDS = 7;
    private static final Window SLICE = new Window(Duration.ofMillis(100), Duration.ofMillis(600));
    private static final Window WARM_UP = new Window(Duration.ZERO, Duration.ofMillis(1_500));
    /** More than any slice paid so far; a slice that runs out all the same ends early and stays right. */
    private static final int PAYMENTS_A_SLICE = 15_000;
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
        List<Measurement> rows = new ArrayList<>(measureServer(Files.createDirectory(directory.resolve("grouped"))));
        rows.add(measureWithoutGroupCommit(Files.createDirectory(directory.resolve("alone"))));
        report.rows(rows);
        Measurement charge = named("charge over 1,000 users", rows);
        report.groupCommit(charge, rows.get(rows.size() - 1));
        report.print("The books of both shops balance after the load.%n");
        boolean chargeMet = report.bar(charge, CHARGE_BAR);
        boolean popularMet = report.bar(named("popular products, cached", rows), POPULAR_BAR);
        return chargeMet && popularMet;
    }

    private List<Measurement> measureServer(Path directory) {
        try (ServerProcess server = ServerProcess.start(SERVER, directory, FLAGS)) {
            BenchShop shop = opened(server);
            List<Measurement> rows = List.of(
                    measure(shop, "balance read", shop::readBalances),
                    measurePopularProducts(shop),
                    measure(shop, "charge over 1,000 users", shop::chargeManyUsers),
                    measure(shop, "charge on one user", shop::chargeOneUser),
                    measure(shop, "hot coupon: 100 for 1,000 users, refusals counted", shop::rushForCoupon),
                    measure(shop, "placing an order of one line", shop::placeOrders),
                    measurePayments(shop));
            report.generator(shop.plainGet(SLICE).generatorNanosPerRequest());
            requireBalancedBooks(shop);
            return rows;
        }
    }

    private Measurement measureWithoutGroupCommit(Path directory) {
        try (ServerProcess server = ServerProcess.start(SERVER, directory, FLAGS_WITHOUT_GROUP_COMMIT)) {
            BenchShop shop = opened(server);
            Measurement row = measure(shop, "the same charge, a transaction of its own each", shop::chargeManyUsers);
            requireBalancedBooks(shop);
            return row;
        }
    }

    private BenchShop opened(ServerProcess server) {
        BenchShop shop = new BenchShop(server);
        shop.open();
        shop.plainGet(WARM_UP);
        shop.plainGet(WARM_UP);
        return shop;
    }

    private Measurement measurePopularProducts(BenchShop shop) {
        Measurement row = measure(shop, "popular products, cached", shop::readPopularProducts);
        if (!shop.popularProductsAreCached()) {
            throw new BenchFailure("The popular products do not come from the cache, or there are none");
        }
        return row;
    }

    private Measurement measurePayments(BenchShop shop) {
        return measure(shop, "paying an order", window -> {
            shop.placeUntil(PAYMENTS_A_SLICE);
            return shop.payOrders(window);
        });
    }

    private Measurement measure(BenchShop shop, String name, Function<Window, Tally> request) {
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
