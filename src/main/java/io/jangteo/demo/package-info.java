/**
 * The demo shop, which {@code --demo} loads into an empty database. Its data is in {@code db/demo}; it is loaded
 * through the operations of the user, point, product, coupon and order rooms, each at its past moment, so that every
 * entry, movement and message exists and the books balance. For that this room imports those; no room imports this one.
 */
@NullMarked
package io.jangteo.demo;

import org.jspecify.annotations.NullMarked;
