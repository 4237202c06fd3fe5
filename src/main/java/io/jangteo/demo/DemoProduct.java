package io.jangteo.demo;

/**
 * A line of {@code products.json}.
 *
 * @param product the number by which the history names it
 * @param price in won
 * @param stock units on the day the shop opened
 */
record DemoProduct(int product, String name, long price, long stock) {}
