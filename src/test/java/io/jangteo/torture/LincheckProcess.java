package io.jangteo.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** Runs Lincheck in a process of its own: its agent rewrites classes of the one that it is in. */
public final class LincheckProcess {
    private static final int NOT_IN_ORDER = 10;
    private static final int THREADS = 3;
    private static final int CALLS_PER_THREAD = 3;
    private static final long LIMIT_MINUTES = 15;

    private LincheckProcess() {}

    /** How the threads are brought into different orders. */
    enum Mode {
        /** Every switch between threads is decided. */
        MODEL,
        /** Threads run freely, many times: for what has threads of its own, and works on files. */
        STRESS
    }

    /**
     * What is to be run.
     *
     * @param scenarios random sequences of calls
     * @param runs of each of them
     */
    record Bound(Mode mode, int scenarios, int runs) {}

    /** What came of it: empty if every outcome was that of some order of the calls, else what was seen. */
    static String faults(Class<?> calls, Bound bound) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lincheck", ".txt");
        try {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LincheckProcess.class.getName(),
                            calls.getName(),
                            bound.mode().name(),
                            Integer.toString(bound.scenarios()),
                            Integer.toString(bound.runs())))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    throw new IllegalStateException(calls + " does not end: " + Files.readString(output));
                }
            } finally {
                process.destroyForcibly();
            }
            return switch (process.exitValue()) {
                case 0 -> "";
                case NOT_IN_ORDER -> Files.readString(output);
                default -> throw new IllegalStateException("Lincheck broke off: " + Files.readString(output));
            };
        } finally {
            Files.delete(output);
        }
    }

    /** Takes the class, the mode, the number of scenarios and of runs of each. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        Class<?> calls = Class.forName(arguments[0]);
        int scenarios = Integer.parseInt(arguments[2]);
        int runs = Integer.parseInt(arguments[3]);
        int status = 0;
        try {
            switch (Mode.valueOf(arguments[1])) {
                case MODEL ->
                    new ModelCheckingOptions()
                            .iterations(scenarios)
                            .invocationsPerIteration(runs)
                            .threads(2)
                            .actorsPerThread(CALLS_PER_THREAD)
                            .actorsBefore(1)
                            .actorsAfter(1)
                            .check(calls);
                case STRESS ->
                    new StressOptions()
                            .iterations(scenarios)
                            .invocationsPerIteration(runs)
                            .threads(THREADS)
                            .actorsPerThread(CALLS_PER_THREAD)
                            .actorsBefore(1)
                            .actorsAfter(1)
                            .minimizeFailedScenario(false)
                            .check(calls);
            }
        } catch (LincheckAssertionError thrown) {
            System.out.println(thrown.getMessage());
            status = NOT_IN_ORDER;
        }
        System.exit(status);
    }
}
