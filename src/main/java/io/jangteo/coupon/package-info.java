/**
 * First-come-first-served coupons: the offers, issuing them with ranks without gaps, and the current status of a user's
 * coupons. Knows users; about orders, knows only the id of the order that used a coupon.
 */
@NullMarked
package io.jangteo.coupon;

import org.jspecify.annotations.NullMarked;
