package io.jangteo.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.torture.DiskEvent.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strace prints, as it is read. */
class DiskTraceTest {
    @TempDir
    Path directory;

    @Test
    void bytes_are_read_from_octal_numbers_and_letters() {
        assertThat(DiskTrace.bytes("a\\0\\11b\\3770\\n\\\"\\\\"))
                .containsExactly('a', 0, 9, 'b', 255, '0', '\n', '"', '\\');
    }

    @Test
    void a_write_knows_its_place_and_a_flush_that_was_interrupted_by_other_lines_its_end() throws IOException {
        List<DiskEvent> events = read(
                "7 openat(AT_FDCWD</>, \"/data/a\", O_RDWR|O_CREAT, 0644) = 3</data/a>",
                "7 pwrite64(3</data/a>, \"x = 1)\", 6, 4096) = 6",
                "7 fsync(3</data/a> <unfinished ...>",
                "8 pwrite64(3</data/a>, \"y\", 1, 5000) = 1",
                "7 <... fsync resumed>)             = 0");
        assertThat(events).extracting(DiskEvent::kind).containsExactly(Kind.CREATE, Kind.WRITE, Kind.FLUSH, Kind.WRITE);
        assertThat(new String(events.get(1).data(), StandardCharsets.US_ASCII)).isEqualTo("x = 1)");
        assertThat(events.get(1).offset()).isEqualTo(4096);
        assertThat(events.get(2).end()).isEqualTo(4);
        assertThat(events.get(1).isBefore(events.get(2))).isTrue();
        assertThat(events.get(3).isBefore(events.get(2))).isFalse();
    }

    @Test
    void writes_without_an_offset_follow_each_other() throws IOException {
        List<DiskEvent> events = read(
                "7 openat(AT_FDCWD</>, \"/data/a\", O_WRONLY|O_CREAT, 0644) = 3</data/a>",
                "7 write(3</data/a>, \"abc\", 3) = 3",
                "7 write(3</data/a>, \"de\", 2) = 2");
        assertThat(events.subList(1, 3)).extracting(DiskEvent::offset).containsExactly(0L, 3L);
    }

    @Test
    void a_failed_flush_is_known_as_such_and_a_failed_write_is_none() throws IOException {
        List<DiskEvent> events = read(
                "7 fsync(3</data/a>) = -1 EIO (Input/output error) (INJECTED)",
                "7 pwrite64(3</data/a>, \"x\", 1, 0) = -1 ENOSPC (No space left on device) (INJECTED)");
        assertThat(events).singleElement().satisfies(flush -> {
            assertThat(flush.kind()).isEqualTo(Kind.FLUSH);
            assertThat(flush.failed()).isTrue();
        });
    }

    @Test
    void what_a_killed_process_did_not_come_back_from_is_a_write_perhaps_and_a_flush_never() throws IOException {
        List<DiskEvent> events = read(
                "7 pwrite64(3</data/a>, \"x\", 1, 0) = ?",
                "8 fsync(3</data/a>) = ?",
                "9 fsync(4</data/b> <unfinished ...>");
        assertThat(events).extracting(DiskEvent::kind).containsExactly(Kind.WRITE);
        assertThat(events.get(0).end()).isEqualTo(3);
    }

    @Test
    void a_reply_is_known_by_its_request_and_a_file_elsewhere_is_left_out() throws IOException {
        List<DiskEvent> events = read(
                "7 write(9</other/a>, \"x\", 1) = 1",
                "7 writev(16<socket:[1]>, [{iov_base=\"HTTP/1.1 201 Created\\r\\nX-Request-Id: key-1\\r\\n\\r\\n\","
                        + " iov_len=44}, {iov_base=\"{\\\"id\\\":1}\", iov_len=8}], 2) = 52",
                "7 write(1<pipe:[2]>, \"Jangteo is ready at http://127.0.0.1:1\\n\", 39) = 39");
        assertThat(events).extracting(DiskEvent::kind).containsExactly(Kind.REPLY, Kind.READY);
        assertThat(events.get(0).path()).isEqualTo("key-1");
        assertThat(events.get(0).offset()).isEqualTo(201);
    }

    private List<DiskEvent> read(String... lines) throws IOException {
        Path file = directory.resolve("trace");
        Files.write(file, List.of(lines));
        DiskTrace trace = new DiskTrace(Path.of("/data"));
        trace.add(file);
        return trace.events();
    }
}
