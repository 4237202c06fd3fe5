/**
 * The shop's calendar and all its recurring work: tasks keep their agenda in the database, and the schedule checks them
 * with {@code java.util.concurrent}. Knows nothing of what the tasks do.
 */
@NullMarked
package io.jangteo.schedule;

import org.jspecify.annotations.NullMarked;
