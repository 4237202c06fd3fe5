package io.jangteo.administration;

import io.jangteo.problem.Refusal;

final class KeyRefusals {
    /** Another key has the name, or had it before it was revoked. */
    static final Refusal KEY_NAME_TAKEN = new Refusal("KEY_NAME_TAKEN", 409);

    private KeyRefusals() {}
}
