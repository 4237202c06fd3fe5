/** The server's part of test mode: a movable clock, resets, and snapshots. Knows the shop only as tables. */
@NullMarked
package io.jangteo.testmode;

import org.jspecify.annotations.NullMarked;
