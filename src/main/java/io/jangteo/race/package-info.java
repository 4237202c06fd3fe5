/**
 * The race: a first-come-first-served rush for coupons that the server runs against its own HTTP port, watched while it
 * runs and judged by the replies and the shop's state. Creates its users and its offer with the operations of those
 * rooms; contains no SQL, and nothing in the shop depends on it.
 */
@NullMarked
package io.jangteo.race;

import org.jspecify.annotations.NullMarked;
