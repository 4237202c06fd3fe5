package io.jangteo.order;

import io.jangteo.problem.Expect;

/** Why the administrator cancels or refunds an order. */
public record CancelRequest(String reason) {
    public CancelRequest {
        reason = Expect.text("reason", reason);
    }
}
