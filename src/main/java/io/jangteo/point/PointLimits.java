package io.jangteo.point;

/**
 * The bounds of a charge and of a balance, in points.
 *
 * @param chargeMin the least that can be charged at a time
 * @param chargeMax the most that can be charged at a time
 * @param balanceMax the most that a user may hold; a refund may take a balance above it
 */
public record PointLimits(long chargeMin, long chargeMax, long balanceMax) {}
