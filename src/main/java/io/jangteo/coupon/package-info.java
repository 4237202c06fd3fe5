/**
 * First-come-first-served coupons: the offers, issuing them with ranks that have no gap, and what a user's copy is
 * good for now. Knows users; knows of orders only the id that used a coupon.
 */
@NullMarked
package io.jangteo.coupon;

import org.jspecify.annotations.NullMarked;
