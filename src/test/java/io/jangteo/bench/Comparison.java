package io.jangteo.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The same request to two servers that run beside each other, by turns. Other work on the machine slows both windows of
 * a pair alike, so their quotient carries over to other machines and other hours.
 *
 * @param name what was requested
 * @param base the windows of the earlier build
 * @param current the windows of this build, each a pair with the one at the same place
 */
record Comparison(String name, List<Window> base, List<Window> current) {
    /** What one window showed. */
    record Window(double perSecond, double p99Millis) {
        static Window of(LoadTally tally) {
            return new Window(tally.perSecond(), tally.p99Millis());
        }
    }

    Comparison {
        if (base.isEmpty() || base.size() != current.size()) {
            throw new IllegalArgumentException("every window needs one of the other server");
        }
    }

    double medianMultiple() {
        return Measurement.median(multiples());
    }

    double lowestMultiple() {
        return IntStream.range(0, base.size()).mapToDouble(this::multiple).min().orElseThrow();
    }

    double highestMultiple() {
        return IntStream.range(0, base.size()).mapToDouble(this::multiple).max().orElseThrow();
    }

    static double median(List<Window> windows, ToDoubleFunction<Window> figure) {
        return Measurement.median(windows.stream().mapToDouble(figure).toArray());
    }

    private double[] multiples() {
        return IntStream.range(0, base.size()).mapToDouble(this::multiple).toArray();
    }

    private double multiple(int pair) {
        return current.get(pair).perSecond() / base.get(pair).perSecond();
    }
}
