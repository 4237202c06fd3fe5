package io.jangteo.dataplatform;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * Something that happened, as the data platform is told of it.
 *
 * @param id the id of its message
 * @param data the message's, as it was written
 */
public record Event(
        String id,
        String type,
        Instant timestamp,
        @JsonRawValue Object data) {}
