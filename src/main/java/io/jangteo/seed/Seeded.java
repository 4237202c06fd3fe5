package io.jangteo.seed;

/** How many of each were loaded. */
public record Seeded(int users, int products, int coupons, int orders) {}
