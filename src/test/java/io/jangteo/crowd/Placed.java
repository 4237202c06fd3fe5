package io.jangteo.crowd;

/** An order that waits for its payment, and whose it is. */
record Placed(long id, long userId) {}
