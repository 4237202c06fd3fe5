/**
 * Orders, from placing to payment, cancellation, refund or expiry. The only room that brings points, products and
 * coupons together; each of its verbs is one commit, guarded by the state in the database.
 */
@NullMarked
package io.jangteo.order;

import org.jspecify.annotations.NullMarked;
