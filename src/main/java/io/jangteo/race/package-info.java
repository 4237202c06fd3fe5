/**
 * The race: a first-come-first-served rush after coupons that the server runs against its own HTTP door, watched while
 * it runs and judged by what the replies and the shop say. Makes its users and its offer with the verbs of those rooms;
 * knows no SQL, and nothing of the shop depends on it.
 */
@NullMarked
package io.jangteo.race;

import org.jspecify.annotations.NullMarked;
