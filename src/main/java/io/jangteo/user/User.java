package io.jangteo.user;

import org.jspecify.annotations.Nullable;

/**
 * A shopper.
 *
 * @param point the balance in points; 1 point = 1 won
 * @param reference the administrator's own id of the user, if there is one
 */
public record User(
        long id, String name, long point, @Nullable String reference) {}
