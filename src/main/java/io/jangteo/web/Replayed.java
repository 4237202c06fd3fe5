package io.jangteo.web;

/**
 * A handler's result if it has answered the same before: the reply carries {@code Idempotent-Replayed: true}, as for a
 * repeated {@code Idempotency-Key}.
 *
 * @param body the first reply's body
 */
public record Replayed(Object body) {}
