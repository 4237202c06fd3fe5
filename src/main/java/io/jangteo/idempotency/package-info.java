/**
 * The {@code Idempotency-Key}: the request's hash and the first reply, kept in the transaction of the effect; a refusal
 * is not kept. Knows replies as bytes; what they say is the business of those who made them.
 */
@NullMarked
package io.jangteo.idempotency;

import org.jspecify.annotations.NullMarked;
