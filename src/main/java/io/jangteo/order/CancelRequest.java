package io.jangteo.order;

import io.jangteo.json.Reasoned;
import io.jangteo.problem.Expect;

/** Why the administrator cancels or refunds an order. */
public record CancelRequest(String reason) implements Reasoned {
    public CancelRequest {
        reason = Expect.text("reason", reason);
    }
}
