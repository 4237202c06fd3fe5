/**
 * Prepaid points: charging, spending, refunding and correcting balances, and the entries that explain each balance.
 * Knows users; knows nothing about products, coupons or orders beyond an entry's reference.
 */
@NullMarked
package io.jangteo.point;

import org.jspecify.annotations.NullMarked;
