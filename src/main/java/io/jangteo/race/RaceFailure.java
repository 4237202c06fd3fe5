package io.jangteo.race;

/**
 * What some requests of a race failed with.
 *
 * @param code of the problem, or {@code NO_REPLY} where none came that can be read
 */
public record RaceFailure(String code, int count) {}
