/**
 * The administrator's call for a backup. What a backup is stands in {@code database}; this room only lets it be asked
 * for while the server runs.
 */
@NullMarked
package io.jangteo.backup;

import org.jspecify.annotations.NullMarked;
