package io.jangteo.order;

/** A user's request to pay an order. */
public record Payment(long orderId, long userId) {}
