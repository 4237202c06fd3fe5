package io.jangteo.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times in a message, in whatever form of RFC 3339 they are written. */
class MessageFactsTest {

    @Test
    void every_time_at_every_offset_is_read_as_the_general_parser_reads_it() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            Instant moment = Instant.ofEpochMilli(random.nextLong(253_402_300_799_999L));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-14 * 60, 14 * 60) * 60);
            OffsetDateTime time = moment.atOffset(offset);
            // The library leaves out what is zero, the shop does not.
            String text = time.toString();
            assertThat(created(text, moment)).as(text).isEmpty();
            String other = created(text, moment.plusMillis(1)).orElseThrow();
            assertThat(other).contains("says " + moment.toEpochMilli() + " as data.createdAt");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T09:00:00.001+09:00",
                "1970-01-01T00:00:00.001Z",
                "1970-01-01T00:00:00.001000Z",
                "1969-12-31T21:30:00.001-02:30",
                "1970-01-01T00:00:00.00100000Z",
                "1970-01-01T09:00:00.001000+09"
            })
    void other_forms_of_the_same_time_are_the_same(String text) {
        assertThat(created(text, Instant.ofEpochMilli(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "1970-01-01T09:00:00.+01+09:00",
                "1970-01-+1T09:00:00.001+09:00",
                "1970-01-01 09:00:00.001+09:00",
                "1970-13-01T09:00:00.001+09:00",
                "1970-01-01T09:00:60.001+09:00",
                "1970-01-01T09:00:00.001+99:00",
                "1970-01-01T09:00:00.001 09:00",
                "1970-01-01T09:00:00.00１+09:00"
            })
    void what_is_no_time_is_told(String text) {
        assertThat(created(text, Instant.ofEpochMilli(1)).orElseThrow())
                .contains("not a time: \"" + text + "\" as data.createdAt");
    }

    private static Optional<String> created(String text, Instant moment) {
        String time = "\"1970-01-01T09:00:00.000+09:00\"";
        String payload = """
            {"id":"m","type":"order.paid","timestamp":%1$s,"data":{"id":1,"userId":2,"status":"PAID","itemsAmount":3,
            "discountAmount":0,"totalAmount":3,"issuedCouponId":null,"createdAt":"%2$s","expiresAt":%1$s,
            "paidAt":%1$s,"items":[]}}
            """.formatted(time, text);
        String facts = "m|order.paid|0|1|2|PAID|3|0|3|null|" + moment.toEpochMilli() + "|0|0|1970-01-01|order.paid|0";
        return MessageFacts.difference(payload, facts, List.of());
    }
}
