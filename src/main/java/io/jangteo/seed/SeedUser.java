package io.jangteo.seed;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A user of a seed file.
 *
 * @param point the balance, 0 to 1,000,000,000,000; 0 if absent
 * @param reference the caller's own id of the user
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeedUser(
        String name, @Nullable Long point, @Nullable String reference) {}
