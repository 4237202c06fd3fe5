package io.jangteo.torture;

/** What a customer asks of the shop; each has one effect on the customer's account, told by its reply. */
enum Errand {
    CHARGE,
    ISSUE,
    ORDER,
    PAY,
    /** Of an order that is not paid. */
    CANCEL,
    /** Of an order that is paid. */
    REFUND
}
