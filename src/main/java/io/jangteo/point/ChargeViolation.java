package io.jangteo.point;

/** What is wrong with an amount. */
public enum ChargeViolation {
    MISSING,
    NOT_A_WHOLE_NUMBER,
    BELOW_MINIMUM,
    ABOVE_MAXIMUM,
    /** The balance would be above what a user may hold. */
    BALANCE_LIMIT
}
