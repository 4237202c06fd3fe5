package io.jangteo.idempotency;

import java.nio.ByteBuffer;

/** The first reply to a key, and what was asked for then. */
record KeptReply(ByteBuffer hash, Reply reply) {}
