package io.jangteo.point;

/** A user's balance, in points. */
public record UserPoint(long id, long point) {}
