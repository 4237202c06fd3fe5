package io.jangteo.dataplatform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the ids of messages: UUIDs of version 7 (RFC 9562) without their dashes. Each is higher than all that were made
 * before it, so that their index grows at its end.
 */
final class MessageIds {
    private static final int COUNTER_BITS = 12;

    /** A count begins below half of what its bits hold, and goes on in the next millisecond if they do not suffice. */
    private static final int COUNTER_START_MAX = 1 << (COUNTER_BITS - 1);

    private static final long VERSION = 0x7000;
    private static final long COUNTER_MASK = (1 << COUNTER_BITS) - 1;
    private static final long VARIANT = 1L << (Long.SIZE - 1);
    private static final long RANDOM_MASK = (1L << (Long.SIZE - 2)) - 1;

    private final SecureRandom random = new SecureRandom();
    /** The millisecond and the count of the last id. */
    private final AtomicLong last = new AtomicLong();

    String next(Instant now) {
        long first = (now.toEpochMilli() << COUNTER_BITS) | random.nextInt(COUNTER_START_MAX);
        long place = last.updateAndGet(before -> Math.max(before + 1, first));
        long high = ((place >>> COUNTER_BITS) << Short.SIZE) | VERSION | (place & COUNTER_MASK);
        long low = VARIANT | (random.nextLong() & RANDOM_MASK);
        HexFormat hex = HexFormat.of();
        return "msg_" + hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
