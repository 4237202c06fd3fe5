package io.jangteo.point;

/**
 * The result of a charge backed by a payment.
 *
 * @param point the balance right after the charge
 * @param isRepeated whether that payment had been charged before, so that nothing changed now
 */
public record PaidCharge(UserPoint point, boolean isRepeated) {}
