package io.jangteo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints what was measured as Markdown. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(Path directory) throws IOException {
        print("# Jangteo under load%n");
        print(
                "One process serves, one thread of another asks over %d connections; both share %d processors. Java %s, %s.",
                BenchShop.CONNECTIONS,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.name"));
        String type = Files.getFileStore(directory).type();
        print("The database is on %s%s.%n", type, type.equals("tmpfs") ? ", WHERE A COMMIT COSTS NOTHING" : "");
    }

    void rows(List<Measurement> measurements) {
        print("| request | of a plain GET | lowest | highest | a second, on this machine | plain GET beside it |");
        print("| --- | ---: | ---: | ---: | ---: | ---: |");
        double[] plainRates = measurements.stream()
                .flatMapToDouble(row -> Arrays.stream(row.plainRates()))
                .toArray();
        print("| plain GET (`/health/live`) | 1.00 | | | %,.0f | |", Measurement.median(plainRates));
        for (Measurement row : measurements) {
            print(
                    "| %s | %.2f | %.2f | %.2f | %,.0f | %,.0f |",
                    row.name(),
                    row.medianRatio(),
                    row.lowestRatio(),
                    row.highestRatio(),
                    Measurement.median(row.rates()),
                    Measurement.median(row.plainRates()));
        }
        print(
                "%nA ratio is the median of %d rounds; a round is held against the plain GETs right before and after it.",
                measurements.get(0).rates().length);
    }

    void groupCommit(Measurement grouped, Measurement alone) {
        print(
                "Group commit makes the charge %.1f times as fast as a transaction of its own each.",
                grouped.medianRatio() / alone.medianRatio());
    }

    void generator(double nanosPerRequest) {
        print("The load generator itself took %.1f µs of processor time a request.", nanosPerRequest / 1_000);
    }

    /** Says whether a bar is met; true when it is. */
    boolean bar(Measurement measured, double bar) {
        boolean met = measured.medianRatio() >= bar;
        print("%s: %s %.2f, the bar is %.2f", met ? "MET" : "MISSED", measured.name(), measured.medianRatio(), bar);
        return met;
    }

    void print(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
