package io.jangteo.point;

/**
 * What came of a charge with a payment behind it.
 *
 * @param point the balance right after the charge
 * @param isRepeated whether that payment had been charged before, so that nothing happened now
 */
public record PaidCharge(UserPoint point, boolean isRepeated) {}
