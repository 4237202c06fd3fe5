package io.jangteo.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process's lock on a data directory. The operating system releases it when the process ends, however it ends; the
 * file itself stays and means nothing.
 */
public final class DirectoryLock implements AutoCloseable {
    /**
     * The locks that this process holds. The system's locks belong to the process as a whole: closing any channel to a
     * locked file, even one opened only to try, would release the lock.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final int PROCESS_ID_MAX_LENGTH = 20;

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DirectoryLock take(Path lockFile) {
        Path directory = WholeFile.directory(lockFile);
        try {
            Path file = directory.toRealPath().resolve(lockFile.getFileName());
            if (!HELD.add(file)) {
                throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
            }
            FileChannel channel = null;
            try {
                channel = open(file, directory);
                return new DirectoryLock(file, channel);
            } finally {
                if (channel == null) {
                    HELD.remove(file);
                }
            }
        } catch (IOException thrown) {
            throw new UnusableDatabase("The data directory " + directory + " cannot be used: " + IoReason.of(thrown));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException thrown) {
            // The lock ends with the process at the latest.
        } finally {
            HELD.remove(file);
        }
    }

    private static FileChannel open(Path file, Path directory) throws IOException {
        FileChannel channel = OwnerOnly.open(file);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, owner(channel));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return channel;
        } catch (IOException | RuntimeException thrown) {
            channel.close();
            throw thrown;
        }
    }

    private static String owner(FileChannel channel) {
        ByteBuffer text = ByteBuffer.allocate(PROCESS_ID_MAX_LENGTH);
        try {
            channel.read(text, 0);
        } catch (IOException thrown) {
            // Windows does not let other processes read a locked file.
        }
        return StandardCharsets.US_ASCII.decode(text.flip()).toString();
    }

    private static UnusableDatabase inUse(Path directory, String process) {
        String by = process.matches("[0-9]+") ? " (process " + process + ")" : "";
        return new UnusableDatabase("The data directory " + directory + " is in use by another server" + by);
    }
}
