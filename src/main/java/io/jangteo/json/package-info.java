/**
 * Strict JSON: how the shop writes and reads it, over HTTP, in messages and in files. Knows nothing about the content.
 */
@NullMarked
package io.jangteo.json;

import org.jspecify.annotations.NullMarked;
