package io.jangteo.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ensures that a server serves only what is on the disk. A server that did not stop properly may have left unflushed
 * data in the write-ahead log; SQLite reads it nevertheless, and a power cut would revoke what was served from it.
 */
final class Recovery {
    private static final Logger LOGGER = LoggerFactory.getLogger(Recovery.class);
    private static final int CHUNK_BYTES = 1 << 20;

    private Recovery() {}

    /**
     * Rewrites the log that was left beside the database in place, byte for byte, then flushes it, the database and the
     * directory. A flush alone proves nothing: after a failed one, Linux regards the pages as written, and the next
     * flush succeeds without them. Must run before SQLite opens the database, because closing a file releases the locks
     * that this process holds on it.
     *
     * @throws UnusableDatabase if writing or flushing fails, or there is a log without a database
     */
    static void flushLeftBehind(Path database) {
        Path log = WriteAheadLog.of(database);
        try {
            if (!Files.exists(log) || Files.size(log) == 0) {
                return;
            }
            if (!Files.exists(database)) {
                throw new UnusableDatabase(
                        log + " is there without its database " + database + ": restore it, or move the log away");
            }
            writeAgain(log);
            WholeFile.flush(database);
            WholeFile.flushDirectory(WholeFile.directory(database));
        } catch (IOException thrown) {
            throw new UnusableDatabase(
                    "Cannot flush what an earlier server left in " + log + ": " + IoReason.of(thrown), thrown);
        }
    }

    /**
     * Moves the pages that SQLite recovered from the log into the database and empties the log; logs their number.
     *
     * @throws UnusableDatabase if this fails
     */
    static void complete(SqliteConnection connection, Path database) {
        try {
            Checkpoint found = connection.checkpoint(Checkpoint.Mode.PASSIVE);
            Checkpoint emptied = connection.checkpoint(Checkpoint.Mode.TRUNCATE);
            if (found.logPages() > 0) {
                LOGGER.warn(
                        "An earlier server did not stop properly: {} pages of its log were recovered, and are in {} now",
                        found.logPages(),
                        database);
            }
            if (!emptied.emptiesLog()) {
                LOGGER.warn(
                        "Another process reads {}: the log, {} pages, is flushed but not emptied yet",
                        database,
                        emptied.logPages());
            }
            WholeFile.flushDirectory(WholeFile.directory(database));
        } catch (DatabaseFailure | IOException thrown) {
            throw new UnusableDatabase(
                    "Cannot recover the database " + database + ": " + StoredFile.reason(thrown), thrown);
        }
    }

    private static void writeAgain(Path file) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            for (long at = 0; at < end; at += chunk.position()) {
                chunk.clear();
                while (chunk.hasRemaining() && channel.read(chunk, at + chunk.position()) > 0) {
                    // A read may return less than the buffer holds.
                }
                if (chunk.flip().limit() == 0) {
                    break;
                }
                while (chunk.hasRemaining()) {
                    channel.write(chunk, at + chunk.position());
                }
            }
            channel.force(true);
        }
    }
}
