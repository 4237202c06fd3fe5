package io.jangteo.user;

import io.jangteo.json.NoNulls;
import io.jangteo.problem.Expect;
import org.jspecify.annotations.Nullable;

/** A change of a user; an absent field stays as it is. */
@NoNulls
public record UserChange(@Nullable String name) {
    public UserChange {
        if (name != null) {
            name = Expect.text("name", name);
        }
    }
}
