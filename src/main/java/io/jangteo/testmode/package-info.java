/**
 * What a server in test mode does for a test: a clock that can be moved, starting over, and snapshots to go back to.
 * Knows the shop as tables alone.
 */
@NullMarked
package io.jangteo.testmode;

import org.jspecify.annotations.NullMarked;
