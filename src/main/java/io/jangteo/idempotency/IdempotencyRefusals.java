package io.jangteo.idempotency;

import io.jangteo.problem.Refusal;

/** The refusals of repeated requests. */
public final class IdempotencyRefusals {
    public static final Refusal IDEMPOTENCY_KEY_REUSED = new Refusal("IDEMPOTENCY_KEY_REUSED", 422);
    public static final Refusal REQUEST_IN_PROGRESS = new Refusal("REQUEST_IN_PROGRESS", 409, 1);

    private IdempotencyRefusals() {}
}
