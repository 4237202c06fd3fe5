package io.jangteo.user;

import io.jangteo.problem.Expect;

/** A request to create a user. */
public record NewUser(String name) {
    public NewUser {
        name = Expect.text("name", name);
    }
}
