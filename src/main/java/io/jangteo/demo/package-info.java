/**
 * The demo shop: what {@code --demo} loads into an empty database. Its data stands in {@code db/demo}; it is loaded
 * through the verbs of the user, point, product, coupon and order rooms, each at its moment in the past, so that every
 * entry, movement and message exists and the books balance. That is why this room imports those; none imports this one.
 */
@NullMarked
package io.jangteo.demo;

import org.jspecify.annotations.NullMarked;
