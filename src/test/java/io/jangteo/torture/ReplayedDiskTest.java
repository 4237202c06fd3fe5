package io.jangteo.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.torture.DiskEvent.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk keeps of what was done to it. */
class ReplayedDiskTest {
    private static final int SEEDS = 200;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final DiskEvent CREATED = DiskEvent.names(Kind.CREATE, 0, 0, "a", "");
    private static final DiskEvent FIRST = write(1, "one ");
    private static final DiskEvent FILE_FLUSHED = DiskEvent.flush(2, 3, "a", false);
    private static final DiskEvent DIRECTORY_FLUSHED = DiskEvent.flush(4, 5, "", false);
    private static final DiskEvent SECOND = write(6, "two ");
    private static final List<DiskEvent> ALL = List.of(CREATED, FIRST, FILE_FLUSHED, DIRECTORY_FLUSHED, SECOND);

    @TempDir
    Path directory;

    @Test
    void what_was_flushed_with_its_name_is_there_whatever_the_weather() throws IOException {
        for (Weather weather : Weather.values()) {
            assertThat(states(ALL.subList(0, 4), 6, weather)).containsOnly("one ");
        }
    }

    @Test
    void what_was_not_flushed_is_there_or_not() throws IOException {
        assertThat(states(ALL, 7, Weather.ALL_LOST)).containsOnly("one ");
        assertThat(states(ALL, 7, Weather.IN_ORDER)).containsExactlyInAnyOrder("one ", "two ");
        assertThat(states(ALL, 7, Weather.AT_RANDOM)).containsExactlyInAnyOrder("one ", "two ");
    }

    @Test
    void a_flush_that_has_not_come_back_covers_nothing() throws IOException {
        assertThat(states(
                        List.of(
                                CREATED,
                                DiskEvent.flush(1, 1, "", false),
                                write(2, "one "),
                                DiskEvent.flush(3, 9, "a", false)),
                        9,
                        Weather.ALL_LOST))
                .containsOnly("");
    }

    @Test
    void a_name_needs_its_directory_flushed_unless_names_are_in_a_journal() throws IOException {
        assertThat(states(ALL.subList(0, 3), 4, Weather.ALL_LOST)).containsExactlyInAnyOrder("none", "one ");
    }

    @Test
    void what_a_failed_flush_should_have_flushed_may_be_gone_though_a_later_one_succeeds() throws IOException {
        List<DiskEvent> events = List.of(
                CREATED,
                FIRST,
                DiskEvent.flush(2, 3, "a", true),
                DiskEvent.flush(4, 5, "a", false),
                DiskEvent.flush(6, 7, "", false));
        assertThat(states(events, 8, Weather.ALL_LOST)).containsExactlyInAnyOrder("", "one ");
    }

    @Test
    void a_write_over_several_sectors_may_be_torn_and_only_at_their_bounds() throws IOException {
        DiskEvent large = DiskEvent.write(6, 6, "a", 100, "x".repeat(2_000).getBytes(StandardCharsets.US_ASCII));
        Set<Integer> lengths = new HashSet<>();
        for (String state :
                states(List.of(CREATED, FIRST, FILE_FLUSHED, DIRECTORY_FLUSHED, large), 7, Weather.IN_ORDER)) {
            lengths.add(state.length());
        }
        assertThat(lengths)
                .contains(4, 512, 2_100)
                .allMatch(length -> length == 4 || length == 2_100 || length % 512 == 0);
    }

    private Set<String> states(List<DiskEvent> events, int cut, Weather weather) throws IOException {
        Set<String> states = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            // Seeds in a row begin with the same choice.
            new ReplayedDisk(events, cut, new Random(seed * SPREAD)).leave(weather, directory);
            Path file = directory.resolve("a");
            states.add(Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "none");
        }
        return states;
    }

    private static DiskEvent write(int line, String text) {
        return DiskEvent.write(line, line, "a", 0, text.getBytes(StandardCharsets.US_ASCII));
    }
}
