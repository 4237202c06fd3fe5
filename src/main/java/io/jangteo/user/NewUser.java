package io.jangteo.user;

import io.jangteo.problem.Expect;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a user.
 *
 * @param reference the caller's own id of the user, which no other user has
 */
public record NewUser(String name, @Nullable String reference) {
    public NewUser {
        name = Expect.text("name", name);
        if (reference != null) {
            Expect.reference("reference", reference);
        }
    }
}
