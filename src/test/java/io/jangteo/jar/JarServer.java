package io.jangteo.jar;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own, from the moment at which it says that it is ready. */
public final class JarServer implements AutoCloseable {
    private static final String READY = "Jangteo is ready at ";

    private final Process process;
    private final Path errorFile;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> firstLine = new CompletableFuture<>();
    private final Thread reader = new Thread(this::readOutput, "reader");

    /** Waits for the ready line; the process is ended if it does not come. */
    JarServer(Process process, Path errorFile) {
        this.process = process;
        this.errorFile = errorFile;
        reader.setDaemon(true);
        reader.start();
        try {
            String line = firstLine.get(Jar.PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!line.startsWith(READY)) {
                throw new AssertionError("The first line is not that it is ready: " + line);
            }
        } catch (ExecutionException | TimeoutException | InterruptedException | AssertionError thrown) {
            close();
            throw new AssertionError("The server did not start: " + err(), thrown);
        }
    }

    /** The address that it said it is ready at. */
    public URI address() {
        return URI.create(out.get(0).substring(READY.length()));
    }

    int port() {
        return address().getPort();
    }

    /** Sends SIGTERM. */
    public void askToStop() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for the end of the process and of its output; gives the exit status. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(Jar.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The server does not end: " + err());
            }
            reader.join(TimeUnit.SECONDS.toMillis(Jar.PATIENCE_SECONDS));
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
        return process.exitValue();
    }

    /** Sends SIGTERM and waits; gives the exit status. */
    public int stop() {
        askToStop();
        return awaitEnd();
    }

    /** What it has printed to standard output so far, by lines. */
    List<String> out() {
        return out;
    }

    /** The number of the process, under which the system tells its threads, files and memory. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed to standard error so far. */
    public String err() {
        return Jar.read(errorFile);
    }

    /** Ends the process if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void readOutput() {
        // A pipe, not a file that is looked at again and again: the first request follows the line at once.
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                out.add(line);
                firstLine.complete(line);
            }
        } catch (IOException thrown) {
            firstLine.completeExceptionally(thrown);
        }
        firstLine.completeExceptionally(new IOException("The process printed nothing"));
    }
}
