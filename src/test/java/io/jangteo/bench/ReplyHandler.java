package io.jangteo.bench;

import java.nio.ByteBuffer;

/** Looks at each reply as it arrives, on the load generator's only thread: it must be quick. */
@FunctionalInterface
interface ReplyHandler {
    ReplyHandler IGNORE = (status, body) -> {};

    /** The body is valid during the call only. */
    void received(int status, ByteBuffer body);
}
