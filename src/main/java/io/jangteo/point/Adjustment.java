package io.jangteo.point;

import io.jangteo.json.Reasoned;
import io.jangteo.problem.Expect;
import io.jangteo.problem.Refusals;

/**
 * A correction by an administrator.
 *
 * @param amount points to add, or, if negative, to take away; not 0
 */
public record Adjustment(Long amount, String reason) implements Reasoned {
    /** Above any balance limit that can be configured, and small enough that no sum overflows. */
    private static final long AMOUNT_MAX = 1_000_000_000_000L;

    public Adjustment {
        Expect.between("amount", -AMOUNT_MAX, AMOUNT_MAX, amount);
        if (amount == 0) {
            throw Refusals.malformed("amount", "a whole number other than 0");
        }
        reason = Expect.text("reason", reason);
    }
}
