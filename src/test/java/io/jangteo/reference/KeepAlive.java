package io.jangteo.reference;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One HTTP/1.1 connection and one request at a time: a hundred thousand calls should cost the server, not the test. */
final class KeepAlive implements Closeable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final String host;
    private final String adminKey;
    private final Socket socket;
    private final InputStream incoming;

    KeepAlive(URI server, String adminKey) throws IOException {
        this.host = server.getAuthority();
        this.adminKey = adminKey;
        this.socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        this.incoming = new BufferedInputStream(socket.getInputStream());
    }

    Reply send(Call call) throws IOException {
        return send(call, "");
    }

    /** Has the call tried out only. */
    Reply tryOut(Call call) throws IOException {
        return send(call, "Prefer: dry-run\r\n");
    }

    private Reply send(Call call, String moreHeaders) throws IOException {
        byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder()
                .append(call.method() + " " + call.path() + " HTTP/1.1\r\n")
                .append("Host: " + host + "\r\n")
                .append(moreHeaders);
        if (call.admin()) {
            head.append("Authorization: Bearer " + adminKey + "\r\n");
        }
        if (call.key() != null) {
            head.append("Idempotency-Key: " + call.key() + "\r\n");
        }
        if (call.body() != null) {
            head.append("Content-Type: application/json\r\n");
        }
        if (!call.method().equals("GET")) {
            head.append("Content-Length: " + body.length + "\r\n");
        }
        byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        socket.getOutputStream().write(request);
        return receive();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Reply receive() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = incoming.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the reply ended early");
        }
        return new Reply(status, headers, body);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = incoming.read(); next != '\n'; next = incoming.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
