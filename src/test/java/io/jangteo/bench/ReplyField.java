package io.jangteo.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds one whole number in a compact JSON reply without reading the rest. */
final class ReplyField {
    private final byte[] marker;

    ReplyField(String name) {
        marker = ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The number of the first member with this name.
     *
     * @throws BenchFailure when there is none
     */
    long in(ByteBuffer body) {
        for (int i = 0; i + marker.length < body.limit(); i++) {
            if (startsAt(body, i)) {
                return number(body, i + marker.length);
            }
        }
        throw new BenchFailure(new String(marker, StandardCharsets.US_ASCII) + " is missing from the reply "
                + StandardCharsets.UTF_8.decode(body.duplicate()));
    }

    private boolean startsAt(ByteBuffer body, int index) {
        for (int i = 0; i < marker.length; i++) {
            if (body.get(index + i) != marker[i]) {
                return false;
            }
        }
        return true;
    }

    private static long number(ByteBuffer body, int index) {
        long value = 0;
        for (int i = index; i < body.limit() && body.get(i) >= '0' && body.get(i) <= '9'; i++) {
            value = value * 10 + body.get(i) - '0';
        }
        return value;
    }
}
