/**
 * JSON, strictly: how the shop writes and reads it, over HTTP, in messages and in files. Knows nothing of what is
 * written or read.
 */
@NullMarked
package io.jangteo.json;

import org.jspecify.annotations.NullMarked;
