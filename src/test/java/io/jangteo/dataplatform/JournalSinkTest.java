package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

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

    private List<Receipt> deliver(String... payloads) {
        List<Receipt> receipts = new ArrayList<>();
        List<Message> messages = List.of(payloads).stream()
                .map(payload -> new Message("msg_" + payload.hashCode(), 0, Instant.EPOCH, payload))
                .toList();
        try (JournalSink sink = new JournalSink(file)) {
            sink.deliver(messages, receipts::add);
        }
        return receipts;
    }
}
