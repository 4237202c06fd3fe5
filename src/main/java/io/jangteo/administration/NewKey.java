package io.jangteo.administration;

import io.jangteo.problem.Expect;

/**
 * A request to make a key.
 *
 * @param name 1 to 64 of {@code A-Z a-z 0-9 . _ -}; never that of another key, nor of a revoked one, nor {@code owner}
 */
public record NewKey(String name) {
    public NewKey {
        name = Expect.reference("name", Expect.present("name", name));
    }
}
