package io.jangteo.order;

/**
 * One product in an order, with its name and price when the order was placed.
 *
 * @param unitPrice in won
 * @param amount {@code unitPrice} times {@code quantity}, in won
 */
public record OrderLine(long productId, String name, long unitPrice, long quantity, long amount) {}
