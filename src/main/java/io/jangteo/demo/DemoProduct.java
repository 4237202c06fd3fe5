package io.jangteo.demo;

/**
 * A line of {@code products.json}.
 *
 * @param product its number in the history
 * @param price in won
 * @param stock units on the day the shop opened
 */
record DemoProduct(int product, String name, long price, long stock) {}
