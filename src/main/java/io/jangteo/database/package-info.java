/**
 * Where the shop is kept: {@link io.jangteo.database.Database} with its reads and writes, the transaction
 * {@link io.jangteo.database.Tx}, and the embedded SQLite engine with one writer and group commit. Knows nothing of
 * what is sold; SQL stands in the {@code …Sql} classes alone.
 */
@NullMarked
package io.jangteo.database;

import org.jspecify.annotations.NullMarked;
