package io.jangteo.torture;

import java.nio.charset.StandardCharsets;

/** How somebody takes the server's time. */
enum Slowness {
    SILENT(3_000, "", ""),
    HEADERS(1_000, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-", "a"),
    BODY_WITH_LENGTH(1_000, Text.CHARGE + "Content-Length: 60000\r\n\r\n" + " ".repeat(40_000), " "),
    BODY_IN_CHUNKS(1_000, Text.CHARGE + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
    TINY_CHUNKS_TO_NOWHERE(
            400, "POST /nosuch HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + Text.TINY, "1\r\n \r\n"),
    TINY_CHUNKS(400, Text.CHARGE + "Transfer-Encoding: chunked\r\n\r\n" + Text.TINY, "1\r\n \r\n"),
    UNREAD(100, "GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(60), "\r\n");

    private final int connections;
    private final byte[] first;
    private final byte[] more;

    Slowness(int connections, String first, String more) {
        this.connections = connections;
        this.first = first.getBytes(StandardCharsets.ISO_8859_1);
        this.more = more.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How many do it at a time. */
    int connections() {
        return connections;
    }

    /** What each begins with. */
    byte[] first() {
        return first;
    }

    /** What each sends now and then. */
    byte[] more() {
        return more;
    }

    boolean reads() {
        return this != UNREAD;
    }

    /** What several begin with; it has to be there before they are. */
    private static final class Text {
        static final String CHARGE = "POST /api/v1/users/1/points/charge HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Content-Type: application/json\r\n";
        static final String TINY = "1\r\n \r\n".repeat(8_000);
    }
}
