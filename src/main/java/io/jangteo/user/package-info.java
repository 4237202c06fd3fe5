/**
 * The shop's users: creating, listing and, above all, looking them up, which every flow does first. What they hold and
 * own belongs to the rooms of points, coupons and orders, which import this one.
 */
@NullMarked
package io.jangteo.user;

import org.jspecify.annotations.NullMarked;
