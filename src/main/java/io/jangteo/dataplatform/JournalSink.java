package io.jangteo.dataplatform;

import io.jangteo.database.OwnerOnly;
import io.jangteo.database.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Appends each message to a file as one JSON line. A batch is flushed to the disk before any of its messages count as
 * delivered. The file is reopened for each batch, so it may be moved away at any time.
 */
public final class JournalSink implements Sink {
    /** Maximum number of messages that share one flush: many, yet few enough to be recorded in a short transaction. */
    static final int BATCH_MAX = 128;

    private static final byte NEW_LINE = '\n';

    /** No batch needs to be cut off. */
    private static final long NONE = -1;

    private final Path file;
    private final Disk disk;
    private boolean directoryFlushed;
    private long cutOffAt = NONE;

    public JournalSink(Path file) {
        this(file, new Disk() {});
    }

    JournalSink(Path file, Disk disk) {
        this.file = file.toAbsolutePath();
        this.disk = disk;
    }

    /** The operating system's calls, any of which may fail. */
    interface Disk {
        default FileChannel open(Path file) throws IOException {
            return OwnerOnly.open(file);
        }

        default void flushDirectory(Path directory) throws IOException {
            WholeFile.flushDirectory(directory);
        }
    }

    @Override
    public int capacity() {
        return BATCH_MAX;
    }

    @Override
    public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
        if (messages.isEmpty()) {
            return;
        }
        try {
            append(messages);
        } catch (IOException | RuntimeException | Error thrown) {
            messages.forEach(message -> receipts.accept(Receipt.failed(message, thrown)));
            return;
        }
        messages.forEach(message -> receipts.accept(Receipt.delivered(message)));
    }

    @Override
    public void close() {
        // Nothing stays open between batches.
    }

    private void append(List<Message> messages) throws IOException {
        boolean isNew = Files.notExists(file);
        try (FileChannel journal = disk.open(file)) {
            cutOffWhatFailed(journal);
            long begin = journal.size();
            cutOffAt = begin;
            write(journal, begin, lines(messages, endsInsideLine(journal, begin)));
            if (isNew || !directoryFlushed) {
                // A new file survives a power cut only once its directory entry is on the disk.
                directoryFlushed = false;
                disk.flushDirectory(WholeFile.directory(file));
                directoryFlushed = true;
            }
            cutOffAt = NONE;
        } catch (IOException | RuntimeException | Error thrown) {
            cutOffSoon();
            throw thrown;
        }
    }

    private static void write(FileChannel journal, long begin, ByteBuffer lines) throws IOException {
        long end = begin;
        while (lines.hasRemaining()) {
            end += journal.write(lines, end);
        }
        journal.force(false);
    }

    /** Cuts the failed batch off now; if that fails, the next batch does so first. */
    private void cutOffSoon() {
        try (FileChannel journal = disk.open(file)) {
            cutOffWhatFailed(journal);
        } catch (IOException | RuntimeException thrown) {
            // The next batch retries it, or fails too.
        }
    }

    /**
     * Cuts off a batch that could not be written or flushed. After a failed flush the operating system regards its
     * pages as written and never flushes them again, which would leave a hole before all later lines.
     */
    private void cutOffWhatFailed(FileChannel journal) throws IOException {
        if (cutOffAt != NONE && journal.size() > cutOffAt) {
            journal.truncate(cutOffAt);
        }
        cutOffAt = NONE;
    }

    /**
     * Whether a crash tore the last line, which was never reported as delivered and will be written again on a new
     * line.
     */
    private static boolean endsInsideLine(FileChannel journal, long end) throws IOException {
        if (end == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        journal.read(last, end - 1);
        return last.get(0) != NEW_LINE;
    }

    private static ByteBuffer lines(List<Message> messages, boolean onNewLine) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        if (onNewLine) {
            lines.write(NEW_LINE);
        }
        for (Message message : messages) {
            lines.writeBytes(message.payload().getBytes(StandardCharsets.UTF_8));
            lines.write(NEW_LINE);
        }
        return ByteBuffer.wrap(lines.toByteArray());
    }
}
