/**
 * What makes a shop easy to test against: a clock that can be moved, starting over, and snapshots to go back to. Used
 * only by a server in test mode.
 */
@NullMarked
package io.jangteo.testkit;

import org.jspecify.annotations.NullMarked;
