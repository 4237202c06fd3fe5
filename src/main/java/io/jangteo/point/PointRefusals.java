package io.jangteo.point;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;

/** The refusals about balances. */
public final class PointRefusals {
    public static final Refusal INVALID_CHARGE_AMOUNT = new Refusal("INVALID_CHARGE_AMOUNT", 400);
    public static final Refusal REFERENCE_REUSED = new Refusal("REFERENCE_REUSED", 409);
    public static final Refusal INSUFFICIENT_POINTS = new Refusal("INSUFFICIENT_POINTS", 409);

    private PointRefusals() {}

    static Problem insufficientPoints(long required, long balance) {
        return INSUFFICIENT_POINTS
                .problem(required, balance)
                .with("required", required)
                .with("balance", balance);
    }
}
