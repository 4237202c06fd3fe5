package io.jangteo.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Maps the numbers in the data to ids in the database. They are equal in a fresh database, but not in one that was used
 * before.
 */
final class DemoIds {
    final Map<Integer, Long> users = new HashMap<>();
    final Map<Integer, Long> products = new HashMap<>();
    final Map<Integer, Long> coupons = new HashMap<>();
    /** Each user's latest order. */
    final Map<Integer, Long> orders = new HashMap<>();

    private final Map<Holding, Long> issuedCoupons = new HashMap<>();

    static long of(int number, Map<Integer, Long> ids) {
        return Objects.requireNonNull(ids.get(number), () -> "not in the data: " + number);
    }

    void issuedCoupon(int user, int coupon, long id) {
        issuedCoupons.put(new Holding(user, coupon), id);
    }

    /** Returns the user's coupon; fails if it was not taken, since the order would silently lose its discount. */
    long issuedCoupon(int user, int coupon) {
        Holding holding = new Holding(user, coupon);
        return Objects.requireNonNull(issuedCoupons.get(holding), () -> "not taken: " + holding);
    }

    private record Holding(int user, int coupon) {}
}
