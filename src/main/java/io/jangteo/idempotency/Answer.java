package io.jangteo.idempotency;

/** A reply, and whether it is a replay of the first one. */
public record Answer(Reply reply, boolean replayed) {}
