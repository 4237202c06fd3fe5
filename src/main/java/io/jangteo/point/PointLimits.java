package io.jangteo.point;

/**
 * The limits of a charge and of a balance, in points.
 *
 * @param chargeMin the smallest charge
 * @param chargeMax the largest charge
 * @param balanceMax the largest balance; a refund may exceed it
 */
public record PointLimits(long chargeMin, long chargeMax, long balanceMax) {}
