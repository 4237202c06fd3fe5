package io.jangteo.bench;

import io.jangteo.bench.Comparison.Window;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints what was measured as Markdown. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(String machine) {
        print("# Jangteo under load%n");
        print(
                "One thread asks over %d connections, on the processors that serve. %s%n",
                BenchCalls.CONNECTIONS, machine);
    }

    void rows(List<Measurement> measurements) {
        print("| request | of a plain GET | lowest | highest | a second, on this machine | p99, ms |");
        print("| --- | ---: | ---: | ---: | ---: | ---: |");
        double[] plainRates = measurements.stream()
                .flatMapToDouble(row -> Arrays.stream(row.plainRates()))
                .toArray();
        print("| %s | 1.00 | | | %,.0f | |", BenchLoad.PLAIN_GET.name(), Measurement.median(plainRates));
        for (Measurement row : measurements) {
            print(
                    "| %s | %.2f | %.2f | %.2f | %,.0f | %.1f |",
                    row.name(),
                    row.medianRatio(),
                    row.lowestRatio(),
                    row.highestRatio(),
                    Measurement.median(row.rates()),
                    Measurement.median(row.p99Millis()));
        }
        print(
                "%nA ratio is the median of %d rounds; a round is held against the plain GETs right before and after it.",
                measurements.get(0).rates().length);
    }

    void beginComparisons(int pairs) {
        print("The multiple is the median of %d pairs of windows, by turns.%n", pairs);
        print("| request | multiple | lowest | highest | base, a second | now | base, p99 in ms | now |");
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    }

    void row(Comparison row) {
        print(
                "| %s | %.2f | %.2f | %.2f | %,.0f | %,.0f | %.1f | %.1f |",
                row.name(),
                row.medianMultiple(),
                row.lowestMultiple(),
                row.highestMultiple(),
                Comparison.median(row.base(), Window::perSecond),
                Comparison.median(row.current(), Window::perSecond),
                Comparison.median(row.base(), Window::p99Millis),
                Comparison.median(row.current(), Window::p99Millis));
    }

    void groupCommit(Measurement grouped, Measurement alone) {
        print(
                "Group commit makes the charge %.1f times as fast as a transaction of its own each.",
                grouped.medianRatio() / alone.medianRatio());
    }

    void generator(double nanosPerRequest) {
        print("The load generator itself took %.1f µs of processor time a request.", nanosPerRequest / 1_000);
    }

    void resident(String which, ServerProcess server) {
        server.residentMegabytes()
                .ifPresent(megabytes ->
                        print("Resident after all this, with %s: %s%,d MB.", Bench.HEAP, which, megabytes));
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
