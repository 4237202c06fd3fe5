/**
 * Lines for standard error: their formats, and the queue that writes them, so that a blocked stream blocks no caller.
 * Nothing here knows what is logged.
 */
@NullMarked
package io.jangteo.log;

import org.jspecify.annotations.NullMarked;
