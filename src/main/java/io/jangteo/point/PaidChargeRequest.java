package io.jangteo.point;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.problem.Expect;
import org.jspecify.annotations.Nullable;

/**
 * A request to charge points, backed by a payment.
 *
 * @param amount not checked here, as in {@link ChargeRequest}
 * @param reference the caller's own id of the payment
 */
public record PaidChargeRequest(
        @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT) @Nullable
        JsonNode amount,

        String reference) {
    public PaidChargeRequest {
        Expect.reference("reference", reference);
    }
}
