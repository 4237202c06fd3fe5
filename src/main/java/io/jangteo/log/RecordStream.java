package io.jangteo.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Passes printed text on, record by record: a logger flushes after each. The text is UTF-8. */
final class RecordStream extends OutputStream {
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private final Consumer<String> records;

    RecordStream(Consumer<String> records) {
        this.records = records;
    }

    @Override
    public synchronized void write(int part) {
        record.write(part);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        record.write(bytes, from, length);
    }

    @Override
    public synchronized void flush() {
        String text = record.toString(StandardCharsets.UTF_8).strip();
        record.reset();
        if (!text.isEmpty()) {
            records.accept(text);
        }
    }
}
