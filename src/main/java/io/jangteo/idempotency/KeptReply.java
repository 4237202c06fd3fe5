package io.jangteo.idempotency;

import java.nio.ByteBuffer;

/** The first reply to a key, and the hash of its request. */
record KeptReply(ByteBuffer hash, Reply reply) {}
