package io.jangteo.bench;

import java.util.Arrays;

/**
 * One row of the table: rates of the same request in several rounds, and of the plain GET measured right before and
 * right after each of them. Other work on the machine slows both alike, so the ratio of neighbours carries over to other
 * machines and other hours; a rate does not.
 *
 * @param name what was requested
 * @param rates replies a second, one for each round
 * @param p99Millis the time to a reply that all but a hundredth kept, one for each round
 * @param plainRates the plain GET's, one more than there are rounds: round i ran between i and i + 1
 */
record Measurement(String name, double[] rates, double[] p99Millis, double[] plainRates) {
    Measurement {
        if (rates.length == 0 || plainRates.length != rates.length + 1) {
            throw new IllegalArgumentException("every round needs a plain GET before and after it");
        }
    }

    double medianRatio() {
        return median(ratios());
    }

    double lowestRatio() {
        return Arrays.stream(ratios()).min().orElseThrow();
    }

    double highestRatio() {
        return Arrays.stream(ratios()).max().orElseThrow();
    }

    private double[] ratios() {
        double[] ratios = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            ratios[i] = rates[i] / ((plainRates[i] + plainRates[i + 1]) / 2);
        }
        return ratios;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
