/**
 * The backups that the administrator asks for while the server runs. How a database is copied stands in {@code
 * database}.
 */
@NullMarked
package io.jangteo.backup;

import org.jspecify.annotations.NullMarked;
