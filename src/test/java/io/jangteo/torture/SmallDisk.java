package io.jangteo.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A file system of 48 MB of its own, to be filled up and freed. It is unmounted at the end, whatever happens. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "48M";
    private static final int[] BLOCKS_BYTES = {1 << 20, 1 << 16, 1 << 12, 1};
    private static final long COMMAND_MAX_SECONDS = 60;

    private final Kind kind;
    private final Path point;
    private final Thread unmount = new Thread(this::unmount);

    /** File systems that fail differently: one takes memory at the write, the other puts blocks off until the flush. */
    enum Kind {
        TMPFS,
        EXT4
    }

    SmallDisk(Kind kind, Path directory) throws IOException {
        this.kind = kind;
        point = Files.createDirectory(directory.resolve(name()));
        if (kind == Kind.TMPFS) {
            run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", point.toString());
        } else {
            Path image = directory.resolve("disk.image");
            run("mkfs.ext4", "-q", "-F", image.toString(), SIZE);
            run("mount", "-o", "loop", image.toString(), point.toString());
        }
        Runtime.getRuntime().addShutdownHook(unmount);
    }

    String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    Path path() {
        return point;
    }

    /** Leaves no byte free. Others may give some back, so it may have to be done again. */
    void fill() {
        for (int bytes : BLOCKS_BYTES) {
            byte[] block = new byte[bytes];
            try (OutputStream ballast =
                    Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (Files.size(ballast()) < Integer.MAX_VALUE) {
                    ballast.write(block);
                }
            } catch (IOException full) {
                // The next block is smaller.
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(unmount);
        unmount();
    }

    private Path ballast() {
        return point.resolve("ballast");
    }

    private void unmount() {
        try {
            run("umount", point.toString());
        } catch (IOException busy) {
            System.err.println(busy.getMessage());
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            if (!process.waitFor(COMMAND_MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": "
                        + new String(process.getInputStream().readAllBytes()).strip());
            }
        } catch (InterruptedException thrown) {
            throw new IOException(thrown);
        } finally {
            process.destroyForcibly();
        }
    }
}
