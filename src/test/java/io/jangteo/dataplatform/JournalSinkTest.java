package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSinkTest {
    @TempDir
    Path directory;

    private final FailingChannel.Faults faults = new FailingChannel.Faults();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("data-platform.jsonl");
    }

    @Test
    void each_message_is_one_line_and_the_next_batch_goes_on_after_it() throws Exception {
        assertThat(deliver("{\"n\":1}", "{\"name\":\"사과\"}")).allMatch(Receipt::isDelivered);
        assertThat(deliver("{\"n\":3}")).allMatch(Receipt::isDelivered);
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n{\"name\":\"사과\"}\n{\"n\":3}\n");
    }

    @Test
    void a_line_that_a_crash_tore_is_left_alone_and_the_next_starts_on_its_own() throws Exception {
        deliver("{\"n\":1}");
        Files.writeString(file, Files.readString(file) + "{\"n\":");
        assertThat(deliver("{\"n\":2}")).allMatch(Receipt::isDelivered);
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n{\"n\":\n{\"n\":2}\n");
    }

    @Test
    void a_journal_that_was_moved_away_is_started_anew() throws Exception {
        deliver("{\"n\":1}");
        Files.move(file, directory.resolve("old"));
        deliver("{\"n\":2}");
        assertThat(Files.readString(file)).isEqualTo("{\"n\":2}\n");
    }

    @Test
    void nothing_counts_as_delivered_when_the_journal_cannot_be_written() throws Exception {
        Files.createDirectory(file);
        assertThat(deliver("{\"n\":1}", "{\"n\":2}"))
                .hasSize(2)
                .noneMatch(Receipt::isDelivered)
                .allSatisfy(receipt -> assertThat(receipt.failure()).startsWith("FileSystemException"));
    }

    @Test
    void the_journal_is_for_its_owner_alone_and_follows_no_link() throws Exception {
        deliver("{\"n\":1}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Files.delete(file);
        Files.createSymbolicLink(file, victim);
        assertThat(deliver("{\"n\":1}")).noneMatch(Receipt::isDelivered);
        assertThat(victim).hasContent("mine");
    }

    @Test
    void a_batch_that_could_not_be_written_is_cut_off_and_written_again() throws Exception {
        JournalSink sink = failing();
        deliver(sink, "{\"n\":1}");
        faults.write = true;
        assertFailed(deliver(sink, "{\"n\":2}", "{\"n\":3}"));
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n");
        faults.write = false;
        assertThat(deliver(sink, "{\"n\":2}", "{\"n\":3}")).hasSize(2).allMatch(Receipt::isDelivered);
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    }

    @Test
    void a_batch_that_could_not_be_flushed_is_cut_off_and_written_again() throws Exception {
        JournalSink sink = failing();
        deliver(sink, "{\"n\":1}");
        faults.flush = true;
        assertFailed(deliver(sink, "{\"n\":2}"));
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n");
        faults.flush = false;
        assertThat(deliver(sink, "{\"n\":2}")).allMatch(Receipt::isDelivered);
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
    }

    @Test
    void nothing_is_written_behind_a_failed_batch_before_it_is_cut_off() throws Exception {
        JournalSink sink = failing();
        deliver(sink, "{\"n\":1}");
        faults.flush = true;
        faults.cut = true;
        assertFailed(deliver(sink, "{\"n\":2}"));
        faults.flush = false;
        assertFailed(deliver(sink, "{\"n\":3}"));
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
        faults.cut = false;
        assertThat(deliver(sink, "{\"n\":3}")).allMatch(Receipt::isDelivered);
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n{\"n\":3}\n");
    }

    @Test
    void a_journal_that_was_moved_away_after_a_failed_batch_is_started_anew() throws Exception {
        JournalSink sink = failing();
        deliver(sink, "{\"n\":1}");
        faults.flush = true;
        faults.cut = true;
        assertFailed(deliver(sink, "{\"n\":2}"));
        Files.move(file, directory.resolve("old"));
        faults.flush = false;
        assertThat(deliver(sink, "{\"n\":2}")).allMatch(Receipt::isDelivered);
        assertThat(Files.readString(file)).isEqualTo("{\"n\":2}\n");
    }

    @Test
    void nothing_counts_as_delivered_before_the_name_of_the_journal_is_on_the_disk() throws Exception {
        JournalSink sink = failing();
        faults.directory = true;
        assertFailed(deliver(sink, "{\"n\":1}"));
        assertFailed(deliver(sink, "{\"n\":1}"));
        faults.directory = false;
        assertThat(deliver(sink, "{\"n\":1}")).allMatch(Receipt::isDelivered);
        assertThat(Files.readString(file)).isEqualTo("{\"n\":1}\n");
    }

    @Test
    void an_error_is_a_failure_too() {
        JournalSink sink = new JournalSink(file, new JournalSink.Disk() {
            @Override
            public FileChannel open(Path journal) {
                throw new OutOfMemoryError("unable to create native thread");
            }
        });
        assertThat(deliver(sink, "{\"n\":1}"))
                .extracting(Receipt::failure)
                .containsExactly("OutOfMemoryError: unable to create native thread");
    }

    private JournalSink failing() {
        return new JournalSink(file, new JournalSink.Disk() {
            @Override
            public FileChannel open(Path journal) throws IOException {
                return new FailingChannel(JournalSink.Disk.super.open(journal), faults);
            }

            @Override
            public void flushDirectory(Path parent) throws IOException {
                faults.fail(faults.directory);
                JournalSink.Disk.super.flushDirectory(parent);
            }
        });
    }

    private static void assertFailed(List<Receipt> receipts) {
        assertThat(receipts)
                .isNotEmpty()
                .allSatisfy(receipt -> assertThat(receipt.failure()).isEqualTo("IOException: Input/output error"));
    }

    private List<Receipt> deliver(String... payloads) {
        try (JournalSink sink = new JournalSink(file)) {
            return deliver(sink, payloads);
        }
    }

    private static List<Receipt> deliver(JournalSink sink, String... payloads) {
        List<Receipt> receipts = new ArrayList<>();
        List<Message> messages = List.of(payloads).stream()
                .map(payload -> new Message("msg_" + payload.hashCode(), 0, Instant.EPOCH, payload))
                .toList();
        sink.deliver(messages, receipts::add);
        return receipts;
    }
}
