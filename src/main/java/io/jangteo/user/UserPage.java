package io.jangteo.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of users, in the order in which they were created. */
public record UserPage(List<User> users, @Nullable String nextCursor) {}
