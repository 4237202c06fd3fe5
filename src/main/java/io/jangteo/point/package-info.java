/**
 * Prepaid points: charging, spending, refunding and correcting a balance, and the entries that tell how it came about.
 * Knows users; knows nothing of products, coupons or orders beyond the reference an entry carries.
 */
@NullMarked
package io.jangteo.point;

import org.jspecify.annotations.NullMarked;
