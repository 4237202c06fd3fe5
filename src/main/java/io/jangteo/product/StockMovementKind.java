package io.jangteo.product;

/** Why a stock changed. */
public enum StockMovementKind {
    INITIAL,
    ADJUST,
    /** Taken by an order that was placed. */
    ORDER,
    /** Given back by an order that was cancelled, that expired or that was refunded. */
    CANCEL,
    EXPIRE,
    REFUND
}
