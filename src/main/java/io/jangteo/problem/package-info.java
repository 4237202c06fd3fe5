/**
 * Refusals: a {@link io.jangteo.problem.Problem} is thrown, rolls back what the request had done, and is answered as
 * RFC 9457. Codes belong to the features; the Korean and English texts stand in two properties files. Imports nothing
 * of ours.
 */
@NullMarked
package io.jangteo.problem;

import org.jspecify.annotations.NullMarked;
