package io.jangteo.point;

import org.jspecify.annotations.Nullable;

/**
 * What the data platform is told of a charge. It is a format of its own, which a change of the API does not change.
 *
 * @param version raised by a change that a receiver must know of; new members are no such change
 * @param reference the caller's own id of the payment behind it, if there is one
 */
record ChargeMessage(
        int version,
        long userId,
        long amount,
        long balanceAfter,
        @Nullable String reference) {
    private static final int VERSION = 1;

    static ChargeMessage of(Charge charge, long balanceAfter) {
        return new ChargeMessage(VERSION, charge.userId(), charge.amount(), balanceAfter, charge.reference());
    }
}
