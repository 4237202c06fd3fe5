package io.jangteo;

import io.jangteo.database.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An empty shop on a free port, in a directory that is deleted when it is closed or the process is told to stop. */
final class FreshShop implements AutoCloseable {
    private final Path directory;
    private final Thread hook = new Thread(this::remove, "jangteo-stop");
    private Jangteo shop;

    private FreshShop(Path directory) {
        this.directory = directory;
    }

    static FreshShop start() {
        FreshShop fresh;
        try {
            fresh = new FreshShop(Files.createTempDirectory("jangteo-race-"));
        } catch (IOException thrown) {
            throw new IllegalStateException(
                    "Cannot make a directory in " + System.getProperty("java.io.tmpdir") + ": " + IoReason.of(thrown)
                            + "; name another: java -Djava.io.tmpdir=DIR -jar jangteo.jar",
                    thrown);
        }
        Runtime.getRuntime().addShutdownHook(fresh.hook);
        try {
            fresh.open();
            return fresh;
        } catch (RuntimeException | Error thrown) {
            fresh.close();
            throw thrown;
        }
    }

    synchronized Jangteo shop() {
        return shop;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then the hook removes it, or has.
        }
        remove();
    }

    private synchronized void open() {
        shop = Jangteo.start(Config.builder().port(0).data(directory).build());
    }

    private synchronized void remove() {
        try {
            if (shop != null) {
                shop.close();
            }
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException("Cannot delete " + directory, thrown);
        }
    }
}
