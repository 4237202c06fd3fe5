package io.jangteo.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which id everything got that the data names by a number. They are the same numbers in a fresh database, but not where
 * something had been before.
 */
final class DemoIds {
    final Map<Integer, Long> users = new HashMap<>();
    final Map<Integer, Long> products = new HashMap<>();
    final Map<Integer, Long> coupons = new HashMap<>();
    /** Each user's latest order. */
    final Map<Integer, Long> orders = new HashMap<>();

    private final Map<Holding, Long> issuedCoupons = new HashMap<>();

    void issuedCoupon(int user, int coupon, long id) {
        issuedCoupons.put(new Holding(user, coupon), id);
    }

    /** The user's copy of the coupon; without it an order of the history would silently lose its discount. */
    long issuedCoupon(int user, int coupon) {
        Holding holding = new Holding(user, coupon);
        return Objects.requireNonNull(issuedCoupons.get(holding), () -> "not taken: " + holding);
    }

    private record Holding(int user, int coupon) {}
}
