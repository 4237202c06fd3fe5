package io.jangteo.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, on any free port of the loopback interface, with a new data directory. */
final class ServerProcess implements AutoCloseable {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String READY = "Jangteo is ready at ";
    private static final long START_MAX_MILLIS = 60_000;
    private static final long STOP_MAX_MILLIS = 20_000;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Process process;
    private final Path data;
    private final Path log;

    private ServerProcess(Process process, Path data, Path log) {
        this.process = process;
        this.data = data;
        this.log = log;
    }

    /**
     * Starts it and waits until it can answer.
     *
     * @param program what stands on Java's command line: {@code -jar …} or {@code -cp … Main}
     * @throws BenchFailure with the server's own words when it does not start
     */
    static ServerProcess start(List<String> program, Path directory, List<String> flags) {
        Path log = directory.resolve("server.log");
        Path data = directory.resolve("data");
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(program);
        command.addAll(List.of("--port", "0", "--data", data.toString()));
        command.addAll(flags);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            ServerProcess server = new ServerProcess(process, data, log);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new BenchFailure("Java could not be started: " + e.getMessage());
        }
    }

    InetSocketAddress address() {
        URI uri = URI.create(readyLine().orElseThrow());
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    String adminKey() {
        try {
            return Files.readString(data.resolve("admin.key")).strip();
        } catch (IOException e) {
            throw new BenchFailure("There is no admin key: " + e);
        }
    }

    /** The memory of this process that is in the machine's, in megabytes; nothing where the system does not say. */
    OptionalLong residentMegabytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Asks it to stop, as a service manager would. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new BenchFailure("The server did not stop within " + STOP_MAX_MILLIS + " ms of SIGTERM");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
        if (process.exitValue() != 0) {
            throw new BenchFailure("The server ended with status " + process.exitValue() + ": " + words());
        }
    }

    private void awaitReady() {
        long start = System.nanoTime();
        while (readyLine().isEmpty()) {
            if (hasEnded()) {
                throw new BenchFailure("The server ended with status " + process.exitValue() + ": " + words());
            }
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(START_MAX_MILLIS)) {
                process.destroyForcibly();
                throw new BenchFailure("The server was not ready within " + START_MAX_MILLIS + " ms: " + words());
            }
        }
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    private Optional<String> readyLine() {
        // Only a whole line counts: the address may still be half written.
        return words().lines()
                .filter(line -> line.startsWith(READY) && words().contains(line + System.lineSeparator()))
                .map(line -> line.substring(READY.length()).strip())
                .findFirst();
    }

    /** What it wrote so far, the ready line and whatever went wrong. */
    String words() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
