/**
 * The shop as one JSON file: loads it into an empty database through the operations of the user, point, product, coupon
 * and order rooms, each at its past moment, so that every entry, movement and message exists and the books balance; and
 * writes it from a snapshot.
 */
@NullMarked
package io.jangteo.seed;

import org.jspecify.annotations.NullMarked;
