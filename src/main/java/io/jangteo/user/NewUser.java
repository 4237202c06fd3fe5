package io.jangteo.user;

import io.jangteo.problem.Expect;

/** A user to be created. */
public record NewUser(String name) {
    public NewUser {
        name = Expect.text("name", name);
    }
}
