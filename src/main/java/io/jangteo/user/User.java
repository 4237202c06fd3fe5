package io.jangteo.user;

/**
 * A shopper.
 *
 * @param point the balance in points; 1 point = 1 won
 */
public record User(long id, String name, long point) {}
