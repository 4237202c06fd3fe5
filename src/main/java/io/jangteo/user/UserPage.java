package io.jangteo.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of users. */
public record UserPage(List<User> users, @Nullable String nextCursor) {}
