package io.jangteo.race;

/**
 * What came in within one interval of a race.
 *
 * @param refused sold out, or failed
 */
public record RaceInterval(int issued, int refused) {}
