package io.jangteo.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a receiver does to who delivers, and what must become of the message. */
enum Malice {
    /** Nobody listens at its port. */
    REFUSES(End.TRIED_AGAIN),
    RESETS_AT_ONCE(End.TRIED_AGAIN),
    HANGS(End.TRIED_AGAIN),
    DRIPS_HEADERS(End.TRIED_AGAIN),
    ENDLESS_HEADERS(End.TRIED_AGAIN),
    ANSWERS_LATE(End.DELIVERED),
    DRIPS_BODY(End.DELIVERED),
    HUGE_BODY(End.DELIVERED),
    ENDLESS_CHUNKS(End.DELIVERED),
    RESETS_AFTER_HEADERS(End.DELIVERED),
    GARBAGE(End.TRIED_AGAIN),
    SPEAKS_TLS(End.TRIED_AGAIN),
    ERROR(End.TRIED_AGAIN),
    TOO_MANY_REQUESTS(End.TRIED_LATER),
    GONE(End.DEAD),
    REDIRECTS(End.TRIED_AGAIN),
    /** The planted bug: it acknowledges and keeps nothing. */
    FORGETS(End.DELIVERED),
    /** None at all. */
    KIND(End.DELIVERED);

    /** Within the time limit of a delivery, and not much within. */
    private static final long LATE_MILLIS = 400;

    private static final long DRIP_MILLIS = 100;
    private static final int CHUNK_BYTES = 1 << 13;
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final End end;

    /** How a message ends for as long as the receiver stays as it is. */
    enum End {
        DELIVERED,
        TRIED_AGAIN,
        /** Not before the two minutes that the receiver asked for. */
        TRIED_LATER,
        DEAD
    }

    Malice(End end) {
        this.end = end;
    }

    End end() {
        return end;
    }

    /** Whether the receiver has the message for good once it has read it. */
    boolean keeps() {
        return end == End.DELIVERED && this != FORGETS;
    }

    /** Answers one request; who is told to go on for ever ends with the socket. */
    void answer(Socket socket, String elsewhere) throws IOException {
        switch (this) {
            case REFUSES, RESETS_AT_ONCE -> socket.setSoLinger(true, 0);
            case HANGS -> goOn(socket, "", 0);
            case DRIPS_HEADERS -> goOn(socket, "HTTP/1.1 200 OK\r\nX-Slow: ", 1);
            case ENDLESS_HEADERS -> again(socket, OK, "X-More: " + "x".repeat(CHUNK_BYTES) + "\r\n");
            case ANSWERS_LATE -> {
                pause(LATE_MILLIS);
                say(socket, OK + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            }
            case DRIPS_BODY -> goOn(socket, OK + "Content-Length: 100000\r\n\r\n", 1);
            case HUGE_BODY -> goOn(socket, OK + "Content-Length: 100000000000\r\n\r\n", CHUNK_BYTES);
            case ENDLESS_CHUNKS ->
                again(
                        socket,
                        OK + "Transfer-Encoding: chunked\r\n\r\n",
                        Integer.toHexString(CHUNK_BYTES) + "\r\n" + "x".repeat(CHUNK_BYTES) + "\r\n");
            case RESETS_AFTER_HEADERS -> {
                say(socket, OK + "Content-Length: 100\r\n\r\n");
                pause(DRIP_MILLIS);
                socket.setSoLinger(true, 0);
            }
            case GARBAGE -> say(socket, "\u0001\u0002 this is not HTTP \u0003\r\n\r\n\r\n");
            case SPEAKS_TLS -> say(socket, "\u0015\u0003\u0001\u0000\u0002\u0002\u0046");
            case ERROR -> reply(socket, "500 Internal Server Error", "");
            case TOO_MANY_REQUESTS -> reply(socket, "429 Too Many Requests", "Retry-After: 120\r\n");
            case GONE -> reply(socket, "410 Gone", "");
            case REDIRECTS -> reply(socket, "307 Temporary Redirect", "Location: " + elsewhere + "\r\n");
            case FORGETS, KIND -> reply(socket, "200 OK", "");
        }
    }

    private static void reply(Socket socket, String status, String headers) throws IOException {
        say(socket, "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 2\r\nConnection: close\r\n\r\nso");
    }

    /** Begins so, and then sends as many bytes again and again; one byte drips. */
    private static void goOn(Socket socket, String beginning, int bytes) throws IOException {
        say(socket, beginning);
        byte[] more = new byte[bytes];
        Arrays.fill(more, (byte) 'x');
        OutputStream out = socket.getOutputStream();
        while (!socket.isClosed()) {
            if (bytes <= 1) {
                pause(DRIP_MILLIS);
            }
            out.write(more);
        }
    }

    private static void again(Socket socket, String beginning, String more) throws IOException {
        say(socket, beginning);
        while (!socket.isClosed()) {
            say(socket, more);
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
