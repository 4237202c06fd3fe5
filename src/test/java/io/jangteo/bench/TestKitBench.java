package io.jangteo.bench;

import static io.jangteo.testkit.Fixtures.item;
import static io.jangteo.testkit.Fixtures.points;
import static io.jangteo.testkit.Fixtures.stock;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;

/** What a test waits for in a shop in memory: reset, snapshot and restore. {@code java -cp … TestKitBench [rounds]}. */
public final class TestKitBench {
    private static final int ROWS = 20_000;

    private final int rounds;

    private TestKitBench(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) {
        new TestKitBench(arguments.length == 0 ? 100 : Integer.parseInt(arguments[0])).run();
    }

    private void run() {
        try (Jangteo empty = shop(false)) {
            print("reset, empty", median(rounds, empty::reset));
        }
        try (Jangteo demo = shop(true)) {
            print("reset, demo", median(rounds, demo::reset));
            measureSnapshots("demo", demo, rounds);
        }
        try (Jangteo large = shop(false)) {
            fill(large);
            measureSnapshots(ROWS + " users and orders", large, Math.max(5, rounds / 10));
        }
    }

    private static void measureSnapshots(String name, Jangteo shop, int rounds) {
        print("snapshot, " + name, median(rounds, () -> shop.takeSnapshot("kept")));
        print("restore, " + name, median(rounds, () -> shop.restoreSnapshot("kept")));
    }

    private static void fill(Jangteo shop) {
        long product = shop.given().product(stock(1_000_000));
        for (int i = 0; i < ROWS; i++) {
            long user = shop.given().user(points(50_000));
            shop.given().order(user, item(product, 1));
        }
    }

    private static Jangteo shop(boolean demo) {
        return Jangteo.start(Config.builder()
                .inMemory(true)
                .testMode(true)
                .port(0)
                .demo(demo)
                .build());
    }

    private static double median(int rounds, Runnable work) {
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long since = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - since) / 1e6;
        }
        return TimedTests.median(millis);
    }

    private static void print(String what, double millis) {
        System.out.printf("%-40s %8.1f ms%n", what, millis);
    }
}
