/**
 * The products: names, prices, stocks, and the movements that explain each stock. Knows nothing about users, coupons or
 * orders beyond a movement's reference.
 */
@NullMarked
package io.jangteo.product;

import org.jspecify.annotations.NullMarked;
