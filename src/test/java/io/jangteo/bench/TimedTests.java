package io.jangteo.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests that ask a server once each, and what JUnit lets them wait for. One class at a time. */
abstract class TimedTests {
    static final String PATH = "/api/v1/products";

    private static long classBegunNanos;
    private static long testEndedNanos;
    private static double startMillis;
    private static final List<Double> BETWEEN_MILLIS = new ArrayList<>();

    /**
     * @param startMillis from the start of the class to the first answer
     * @param betweenMillis from the end of a test to the beginning of the next, the median
     */
    record Times(double startMillis, double betweenMillis) {}

    static Times run(Class<? extends TimedTests> tests) {
        BETWEEN_MILLIS.clear();
        testEndedNanos = 0;
        Listener listener = new Listener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        listener);
        if (!listener.failures.isEmpty()) {
            throw new BenchFailure(tests.getSimpleName() + ": " + listener.failures);
        }
        return new Times(
                startMillis,
                median(BETWEEN_MILLIS.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** @param server makes ready and says where to ask */
    static void timed(Supplier<String> server) {
        long begunNanos = System.nanoTime();
        String address = server.get() + PATH;
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            if (connection.getResponseCode() != 200) {
                throw new BenchFailure(address + " answers " + connection.getResponseCode());
            }
            connection.getInputStream().readAllBytes();
        } catch (IOException thrown) {
            throw new BenchFailure(address + ": " + thrown.getMessage());
        }
        if (testEndedNanos == 0) {
            startMillis = (System.nanoTime() - classBegunNanos) / 1e6;
        } else {
            BETWEEN_MILLIS.add((begunNanos - testEndedNanos) / 1e6);
        }
        testEndedNanos = System.nanoTime();
    }

    static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static final class Listener implements TestExecutionListener {
        private final List<String> failures = new ArrayList<>();

        @Override
        public void executionStarted(TestIdentifier test) {
            if (test.getSource().filter(ClassSource.class::isInstance).isPresent()) {
                classBegunNanos = System.nanoTime();
            }
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(thrown -> failures.add(test.getDisplayName() + ": " + thrown));
        }
    }
}
