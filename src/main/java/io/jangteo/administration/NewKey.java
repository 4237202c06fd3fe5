package io.jangteo.administration;

import io.jangteo.problem.Expect;
import io.jangteo.problem.Refusals;

/**
 * A request to make a key.
 *
 * @param name 1 to 64 of {@code A-Z a-z 0-9 . _ -}, and not dots alone; never that of another key, nor of a revoked
 *     one, nor {@code owner}
 */
public record NewKey(String name) {
    public NewKey {
        name = Expect.reference("name", Expect.present("name", name));
        if (name.chars().allMatch(character -> character == '.')) {
            // Clients take such a part of an address for a step in it, and could not revoke the key.
            throw Refusals.malformed("name", "1 to 64 of A-Z a-z 0-9 . _ -, and not dots alone");
        }
    }
}
