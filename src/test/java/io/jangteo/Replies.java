package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jangteo.wire.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Checks replies exactly: the status, the media type, and every field, no more and no less. */
public final class Replies {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Replies() {}

    /**
     * Checks the whole reply.
     *
     * @param expected JSON; numbers and texts are told apart, the order of fields is not
     * @param arguments for the placeholders of {@code expected}
     */
    public static void assertReply(Response reply, int status, String expected, Object... arguments) {
        assertThat(json(reply, status)).isEqualTo(parse(expected.formatted(arguments)));
    }

    /** Returns the body of a reply that must have this status and be JSON. */
    public static JsonNode json(Response reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.header("X-Request-Id")).isNotBlank();
        return parse(reply.text());
    }

    public static JsonNode parse(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException thrown) {
            throw new AssertionError("not JSON: " + text, thrown);
        }
    }

    /** A time as the shop writes it: RFC 3339, with the offset of Seoul. */
    public static Instant moment(JsonNode text) {
        assertThat(text.isTextual()).as("a time: " + text).isTrue();
        OffsetDateTime time = OffsetDateTime.parse(text.textValue());
        assertThat(time.getOffset()).isEqualTo(ZoneOffset.ofHours(9));
        return time.toInstant();
    }
}
