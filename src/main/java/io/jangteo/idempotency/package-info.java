/**
 * The {@code Idempotency-Key}: the request's hash and the first reply are kept in the transaction of the effect; a
 * refusal is not kept. Replies are bytes here; their meaning belongs to the features.
 */
@NullMarked
package io.jangteo.idempotency;

import org.jspecify.annotations.NullMarked;
