package io.jangteo.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One instance of the shop in a process of its own, whose lines are printed with its name in front. */
final class ShopProcess {
    private static final String READY = "Jangteo is ready at ";
    /** Longer than an instance takes to finish what runs. */
    private static final int STOP_PATIENCE_SECONDS = 30;

    private final String name;
    private final PrintStream console;
    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    /** @param directory of its own, in which its journal is kept */
    ShopProcess(String name, PrintStream console, Path directory, String adminKey, List<String> command) {
        this.name = name;
        this.console = console;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(variable -> variable.startsWith("JANGTEO_"));
            builder.environment().put("JANGTEO_ADMIN_KEY", adminKey);
            this.process = builder.start();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        TcpProxy.start(this::print);
    }

    /** Waits until it is ready; fails if it ends before. */
    URI address() {
        return address.join();
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to finish what runs and to end, and waits for that. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException thrown) {
            process.destroyForcibly();
        }
    }

    private void print() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                console.println(name + ": " + line);
                if (line.startsWith(READY)) {
                    address.complete(URI.create(line.substring(READY.length())));
                }
            }
        } catch (IOException ended) {
            // As the process has.
        }
        address.completeExceptionally(new IllegalStateException(name + " ended before it was ready"));
    }
}
