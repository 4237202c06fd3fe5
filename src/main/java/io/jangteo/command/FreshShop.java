package io.jangteo.command;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.database.IoReason;
import io.jangteo.database.MemoryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An empty shop on a free port, in a directory that is deleted when the shop is closed or the process is told to stop.
 */
final class FreshShop implements AutoCloseable {
    private final Thread hook = new Thread(this::remove, "jangteo-stop");
    private @Nullable Path directory;
    private @Nullable Jangteo shop;

    synchronized Jangteo start() {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            directory = Files.createTempDirectory("jangteo-race-");
        } catch (IOException thrown) {
            throw new IllegalStateException(
                    "Cannot make a directory in " + System.getProperty("java.io.tmpdir") + ": " + IoReason.of(thrown)
                            + "; name another: java -Djava.io.tmpdir=DIR -jar jangteo.jar",
                    thrown);
        }
        shop = Jangteo.start(Config.builder().port(0).data(directory).build());
        return shop;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then the shutdown hook removes it, or has done so.
        }
        remove();
    }

    private synchronized void remove() {
        try {
            if (shop != null) {
                shop.close();
            }
        } finally {
            if (directory != null) {
                MemoryDirectory.delete(directory);
            }
        }
    }
}
