package io.jangteo.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds the end of one HTTP/1.1 reply: a status line, headers, and a body of {@code Content-Length} bytes. */
final class ReplyParser {
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int UNKNOWN = -1;
    private static final int NO_CONTENT = 204;

    private int lineStart;
    private int scanned;
    private int status;
    private int contentLength;
    private int bodyStart;

    ReplyParser() {
        reset();
    }

    /** Forgets the last reply; the next one starts at index 0 of the buffer. */
    void reset() {
        lineStart = 0;
        scanned = 0;
        status = UNKNOWN;
        contentLength = UNKNOWN;
        bodyStart = UNKNOWN;
    }

    /**
     * Looks at what has arrived so far, index 0 to the buffer's position; may be called again after each read.
     *
     * @throws IOException when this is no reply, has no {@code Content-Length}, or is followed by bytes nobody asked for
     */
    boolean isComplete(ByteBuffer received) throws IOException {
        if (bodyStart == UNKNOWN && !findBody(received)) {
            return false;
        }
        int missing = bodyStart + contentLength - received.position();
        if (missing < 0) {
            throw new IOException("the server sent " + -missing + " bytes more than its Content-Length");
        }
        return missing == 0;
    }

    int status() {
        return status;
    }

    /** Where the body lies in the buffer; shares its bytes. */
    ByteBuffer body(ByteBuffer received) {
        return received.slice(bodyStart, contentLength);
    }

    private boolean findBody(ByteBuffer received) throws IOException {
        int arrived = received.position();
        while (scanned < arrived) {
            if (received.get(scanned++) == '\n') {
                boolean headEnds = readLine(received, lineStart, scanned - 1);
                lineStart = scanned;
                if (headEnds) {
                    bodyStart = scanned;
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes what it needs from one line, which ends before {@code end}; true when it is the empty one. */
    private boolean readLine(ByteBuffer received, int start, int end) throws IOException {
        int length = end > start && received.get(end - 1) == '\r' ? end - 1 - start : end - start;
        if (status == UNKNOWN) {
            readStatus(received, start, length);
        } else if (length == 0) {
            if (contentLength == UNKNOWN && status != NO_CONTENT) {
                throw new IOException("a reply with status " + status + " came without Content-Length");
            }
            contentLength = Math.max(contentLength, 0);
            return true;
        } else if (isContentLength(received, start, length)) {
            contentLength = number(received, start + CONTENT_LENGTH.length, start + length);
        }
        return false;
    }

    private void readStatus(ByteBuffer received, int start, int length) throws IOException {
        if (length < STATUS_AT + 3 || received.get(start) != 'H') {
            throw new IOException("the server did not answer in HTTP/1.1");
        }
        status = number(received, start + STATUS_AT, start + STATUS_AT + 3);
    }

    private static boolean isContentLength(ByteBuffer received, int start, int length) {
        if (length <= CONTENT_LENGTH.length) {
            return false;
        }
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            // 0x20 makes an ASCII letter a small one; '-' and ':' have that bit already.
            if ((received.get(start + i) | 0x20) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer received, int start, int end) throws IOException {
        int value = 0;
        for (int i = start; i < end; i++) {
            byte digit = received.get(i);
            if (digit == ' ' || digit == '\t') {
                continue;
            }
            if (digit < '0' || digit > '9' || value > 99_999_999) {
                throw new IOException("the server sent a status or Content-Length that is no number");
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
