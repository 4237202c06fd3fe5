package io.jangteo.point;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A charge as it was asked for. The amount may be anything here: the user is looked up first, and what is wrong with
 * the amount is named by its own refusal.
 */
public record ChargeRequest(
        @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable
        JsonNode amount) {}
