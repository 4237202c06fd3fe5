/**
 * Where a shop keeps what outlives its process, opened as its settings say: a directory of its own, or a database that
 * several servers share. What is in there belongs to the other rooms.
 */
@NullMarked
package io.jangteo.storage;

import org.jspecify.annotations.NullMarked;
