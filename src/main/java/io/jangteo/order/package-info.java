/**
 * Orders, from placing to payment, cancellation, refund or expiry. The only room that combines points, products and
 * coupons; each of its operations is one commit, guarded by the state in the database.
 */
@NullMarked
package io.jangteo.order;

import org.jspecify.annotations.NullMarked;
