package io.jangteo.dataplatform;

import static java.nio.file.StandardOpenOption.READ;

import io.jangteo.database.OwnerOnly;
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
 * Appends each message to a file, one JSON line each. A batch is flushed to the disk before any of it counts as
 * delivered; the file is opened anew for each, so it may be moved away at any time.
 */
public final class JournalSink implements Sink {
    /** Messages that share one flush: many, yet recorded in a transaction that holds no one up. */
    static final int BATCH_MAX = 128;

    private static final byte NEW_LINE = '\n';

    private final Path file;
    private boolean directoryFlushed;

    public JournalSink(Path file) {
        this.file = file.toAbsolutePath();
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
        } catch (IOException thrown) {
            messages.forEach(message -> receipts.accept(Receipt.failed(message, thrown)));
            return;
        }
        messages.forEach(message -> receipts.accept(Receipt.delivered(message)));
    }

    @Override
    public void close() {
        // Nothing is kept open between two batches.
    }

    private void append(List<Message> messages) throws IOException {
        boolean isNew = Files.notExists(file);
        try (FileChannel journal = OwnerOnly.open(file)) {
            long end = journal.size();
            ByteBuffer lines = lines(messages, endsInsideLine(journal, end));
            while (lines.hasRemaining()) {
                end += journal.write(lines, end);
            }
            journal.force(false);
        }
        if (isNew || !directoryFlushed) {
            flushDirectory();
        }
    }

    /** True if a crash tore the last line: it was never reported as delivered and will come again, on its own line. */
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

    /** A new file survives a power cut only once its name is on the disk too. */
    private void flushDirectory() {
        try (FileChannel directory = FileChannel.open(file.getParent(), READ)) {
            directory.force(true);
        } catch (IOException thrown) {
            // Some systems cannot open a directory as a file; they keep names without being asked to.
        }
        directoryFlushed = true;
    }
}
