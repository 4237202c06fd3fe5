package io.jangteo.coupon;

import io.jangteo.json.Reasoned;
import io.jangteo.problem.Expect;

/** The administrator's reason to take an issued coupon back. */
public record Revocation(String reason) implements Reasoned {
    public Revocation {
        reason = Expect.text("reason", reason);
    }
}
