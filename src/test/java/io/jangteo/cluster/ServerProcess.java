package io.jangteo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What the servers' processes live in, and how they end at once. */
final class ServerProcess {
    /** Beside what the build makes, so that cleaning takes it away. */
    static final Path SERVERS = Path.of("target", "servers").toAbsolutePath();

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(5);

    /** What has to be closed when this JVM ends, however it is told to; the last one first. */
    private static final Deque<Runnable> CLOSERS = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ServerProcess::closeAll, "servers-close"));
    }

    private ServerProcess() {}

    /** Has this run when the JVM ends, before what was named earlier. */
    static void atEnd(Runnable closer) {
        CLOSERS.addLast(closer);
    }

    /** Runs it now, or waits for its end if it runs already, and not again when the JVM ends. */
    static void close(Runnable closer) {
        synchronized (closer) {
            if (CLOSERS.remove(closer)) {
                closer.run();
            }
        }
    }

    /** Makes a directory for one server. */
    static Path newDirectory(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(SERVERS), name);
    }

    /** Kills the process whose number is the file's first line, with all that it has started, and waits for their ends. */
    static void kill(Path pidFile) {
        try (Stream<String> lines = Files.lines(pidFile)) {
            long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
            ProcessHandle.of(pid).ifPresent(ServerProcess::kill);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** Deletes the directory with everything in it. */
    static void deleteTree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static void closeAll() {
        for (Runnable closer = CLOSERS.peekLast(); closer != null; closer = CLOSERS.peekLast()) {
            close(closer);
        }
    }

    private static void kill(ProcessHandle parent) {
        List<ProcessHandle> children = parent.descendants().toList();
        // The parent first, or it would start others in their places.
        parent.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await()
                .pollInterval(LOOK_INTERVAL)
                .until(() -> !runs(parent) && children.stream().noneMatch(ServerProcess::runs));
    }

    /** Returns false also for a process that has ended, but whose end its parent has not yet asked for. */
    private static boolean runs(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            return process.isAlive() && !Files.readString(stat).contains(") Z ");
        } catch (IOException none) {
            return process.isAlive();
        }
    }
}
