package io.jangteo.idempotency;

/**
 * A reply, and whether it is the first one given again.
 */
public record Answer(Reply reply, boolean replayed) {}
