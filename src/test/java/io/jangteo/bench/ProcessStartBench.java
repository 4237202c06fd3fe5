package io.jangteo.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What a developer waits for who starts a server: from the command to its first answer over HTTP, the demo shop by turns
 * with WireMock. The arguments are the archive of classes and the flags that {@code make run} gives Java.
 */
public final class ProcessStartBench {
    private static final int ROUNDS = 11;
    private static final long START_MAX_SECONDS = 60;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;
    private static final double BAR = 1.0;
    private static final double ARCHIVE_BAR = 0.7;
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final String PRODUCTS = "/api/v1/products";

    private final Path directory;

    /** What is started, and a path that it answers. */
    private record Subject(String name, List<String> program, String path) {}

    private ProcessStartBench(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory(TARGET, "bench-start-");
        try {
            List<String> given = List.of(arguments);
            new ProcessStartBench(directory).run(given.get(0), given.subList(1, given.size()));
        } finally {
            Bench.delete(directory);
        }
    }

    private void run(String archive, List<String> flags) throws IOException {
        List<String> wireMock = List.of("-jar", wireMock().toString());
        List<String> shop = List.of("-jar", TARGET.resolve("jangteo.jar").toString(), "--demo", "--data");
        List<String> archived = joined(flags, List.of("-XX:SharedArchiveFile=" + archive));
        List<Subject> subjects = List.of(
                new Subject("WireMock", wireMock, "/"),
                new Subject("WireMock, with the same flags", joined(flags, wireMock), "/"),
                new Subject("demo shop", joined(flags, shop), PRODUCTS),
                new Subject("demo shop, with the archive", joined(archived, shop), PRODUCTS));
        double[][] millis = new double[subjects.size()][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < subjects.size(); i++) {
                double took = start(subjects.get(i));
                if (round >= 0) {
                    millis[i][round] = took;
                }
            }
        }
        System.out.println("From the command to the first answer, medians of " + ROUNDS + " starts by turns:\n");
        System.out.println("| process | ms | of WireMock's |\n| --- | ---: | ---: |");
        for (int i = 0; i < subjects.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.2f |%n",
                    subjects.get(i).name(),
                    Measurement.median(millis[i]),
                    ratio(millis[i], millis[0]));
        }
        judge("without an archive", ratio(millis[2], millis[0]), BAR);
        judge("with the archive", ratio(millis[3], millis[0]), ARCHIVE_BAR);
    }

    private static List<String> joined(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static double ratio(double[] millis, double[] base) {
        double[] ratios = new double[millis.length];
        Arrays.setAll(ratios, i -> millis[i] / base[i]);
        return Measurement.median(ratios);
    }

    private static void judge(String what, double ratio, double bar) {
        System.out.printf(
                Locale.ROOT, "%s: %s %.2f, the bar is %.1f%n", ratio <= bar ? "MET" : "MISSED", what, ratio, bar);
    }

    private static Path wireMock() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(file -> file.contains("wiremock-standalone"))
                .findFirst()
                .map(Path::of)
                .orElseThrow(() -> new BenchFailure("WireMock is not on the class path"));
    }

    private double start(Subject subject) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(ServerProcess.JAVA));
        command.addAll(subject.program());
        if (subject.program().contains("--data")) {
            command.add(Files.createTempDirectory(directory, "data").toString());
        }
        command.addAll(List.of("--port", String.valueOf(port)));
        Path log = directory.resolve("process.log");
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!answers(port, subject.path())) {
                if (!process.isAlive() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(START_MAX_SECONDS)) {
                    throw new BenchFailure(subject.name() + " does not answer: " + Files.readString(log));
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            return (System.nanoTime() - begun) / 1e6;
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port, String path) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(START_MAX_SECONDS));
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return in.read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
