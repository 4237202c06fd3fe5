/**
 * Refusals: a {@link io.jangteo.problem.Problem} is thrown, rolls back what the request has done, and is answered
 * according to RFC 9457. Codes belong to the features; properties files hold the texts, one per language. Imports
 * nothing else of Jangteo.
 */
@NullMarked
package io.jangteo.problem;

import org.jspecify.annotations.NullMarked;
