/** The backups that the administrator takes while the server runs. The room {@code database} copies the database. */
@NullMarked
package io.jangteo.backup;

import org.jspecify.annotations.NullMarked;
