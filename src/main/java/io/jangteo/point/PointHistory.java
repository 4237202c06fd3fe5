package io.jangteo.point;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a user's entries, newest first. */
public record PointHistory(
        List<PointEntry> entries, @Nullable String nextCursor) {}
