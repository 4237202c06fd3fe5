/**
 * The shop's users: creating and listing them and, above all, looking them up, the first step of every operation. Their
 * points, coupons and orders belong to rooms that import this one.
 */
@NullMarked
package io.jangteo.user;

import org.jspecify.annotations.NullMarked;
