package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00.123Z");

    private final MessageIds ids = new MessageIds();

    @Test
    void an_id_is_a_uuid_of_version_7_of_its_moment() {
        String id = ids.next(NOW);
        assertThat(id).matches("msg_[0-9a-f]{32}");
        UUID uuid = uuid(id);
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void each_is_higher_than_the_one_before_though_the_clock_stands_still_or_goes_back() {
        Stream<Instant> moments = Stream.of(NOW, NOW.minusSeconds(3600), NOW.plusMillis(1), NOW.plusMillis(2))
                .flatMap(moment -> Stream.generate(() -> moment).limit(5_000));
        List<String> made = moments.map(ids::next).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).allMatch(id -> uuid(id).version() == 7 && uuid(id).variant() == 2);
    }

    @Test
    void two_processes_make_different_ids_at_the_same_moment() {
        assertThat(Stream.generate(() -> new MessageIds().next(NOW)).limit(1_000))
                .doesNotHaveDuplicates();
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id.replaceFirst("msg_(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }
}
