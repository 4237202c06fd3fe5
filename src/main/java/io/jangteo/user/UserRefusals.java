package io.jangteo.user;

import io.jangteo.problem.Refusal;

/** The refusals about users. */
public final class UserRefusals {
    public static final Refusal USER_NOT_FOUND = new Refusal("USER_NOT_FOUND", 400);

    private UserRefusals() {}
}
