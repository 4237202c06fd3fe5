package io.jangteo.web;

/**
 * What a handler returns that has answered the same before: it goes out with {@code Idempotent-Replayed: true}, as the
 * repetition of an {@code Idempotency-Key} does.
 *
 * @param body the first reply's body
 */
public record Replayed(Object body) {}
