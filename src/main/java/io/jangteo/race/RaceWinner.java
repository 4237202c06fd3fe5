package io.jangteo.race;

/**
 * Who got one of the coupons.
 *
 * @param rank 1 for the first
 */
public record RaceWinner(long rank, long userId) {}
