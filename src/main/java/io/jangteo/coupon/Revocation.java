package io.jangteo.coupon;

import io.jangteo.problem.Expect;

/** The administrator's reason to take an issued coupon back. */
public record Revocation(String reason) {
    public Revocation {
        reason = Expect.text("reason", reason);
    }
}
