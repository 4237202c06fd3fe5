package io.jangteo.point;

/** The reasons to refuse an amount. */
public enum ChargeViolation {
    MISSING,
    NOT_A_WHOLE_NUMBER,
    BELOW_MINIMUM,
    ABOVE_MAXIMUM,
    /** The balance would exceed the user's limit. */
    BALANCE_LIMIT
}
