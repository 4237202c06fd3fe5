package io.jangteo.product;

/** Why a stock changed. */
public enum StockMovementKind {
    INITIAL,
    ADJUST,
    /** Taken by an order when it was placed. */
    ORDER,
    /** Returned by an order that was cancelled, expired or refunded. */
    CANCEL,
    EXPIRE,
    REFUND
}
