package io.jangteo.point;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A request to charge points. The amount is not checked here: the user is looked up first, and a wrong amount has its
 * own refusal.
 */
public record ChargeRequest(
        @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable
        JsonNode amount) {}
