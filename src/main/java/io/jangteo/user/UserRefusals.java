package io.jangteo.user;

import io.jangteo.problem.Refusal;

/** What is refused for lack of a user. */
public final class UserRefusals {
    public static final Refusal USER_NOT_FOUND = new Refusal("USER_NOT_FOUND", 400);

    private UserRefusals() {}
}
