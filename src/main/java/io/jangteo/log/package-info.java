/**
 * Lines for standard error: their formats, and the queue through which they are written, so that a stream that takes
 * nothing holds up nobody. Nothing here knows what is logged.
 */
@NullMarked
package io.jangteo.log;

import org.jspecify.annotations.NullMarked;
