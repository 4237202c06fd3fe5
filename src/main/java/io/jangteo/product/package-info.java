/**
 * What the shop sells: names, prices, stocks, and the movements that tell how each stock came about. Knows nothing of
 * users, coupons or orders beyond the reference a movement carries.
 */
@NullMarked
package io.jangteo.product;

import org.jspecify.annotations.NullMarked;
