package io.jangteo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * What the reference cannot know before the shop says so.
 *
 * @param id of what the call has made; 0 if the reply names none
 * @param at when the call was made, by the shop's clock
 */
record Told(long id, Instant at) {
    private static final String[] MOMENTS = {"paidAt", "issuedAt", "createdAt"};

    /** What the reply says; the time is the reference's own if it says none. */
    static Told by(Response reply, Instant clock) {
        if (!reply.isSuccess()) {
            return new Told(0, clock);
        }
        JsonNode json = reply.json();
        for (String moment : MOMENTS) {
            if (json.path(moment).isTextual()) {
                return new Told(
                        json.path("id").asLong(),
                        OffsetDateTime.parse(json.path(moment).textValue()).toInstant());
            }
        }
        return new Told(json.path("id").asLong(), clock);
    }

    /** The id, which may not be one that was given before. */
    long newAmong(Map<Long, ?> known) {
        if (known.containsKey(id)) {
            throw new AssertionError("the id " + id + " was given before");
        }
        return id;
    }
}
