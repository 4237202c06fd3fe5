package io.jangteo.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One connection to a server, on which a test says whatever it likes, well-formed or not. */
public final class Connection implements AutoCloseable {
    /** Far beyond what any reply takes, even on a machine that is busy with other things. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static final int CONTINUE = 100;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream in;

    private Connection(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.socket = channel.socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** A new connection to the server at this address. */
    public static Connection to(String baseUrl) {
        URI server = URI.create(baseUrl);
        try {
            return new Connection(SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort())));
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    public Connection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Connection send(RawRequest request) {
        return send(request.bytes());
    }

    public Connection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** As {@link #send(byte[])}, for what the server may have refused before it has all of it. */
    public Connection trySend(byte[] bytes) {
        try {
            return send(bytes);
        } catch (UncheckedIOException refused) {
            return this;
        }
    }

    /** The next reply but {@code 100 Continue}. */
    public Response read() {
        return read(true);
    }

    /** The reply to a HEAD request, which has no body whatever its headers say. */
    public Response readHead() {
        return read(false);
    }

    /** The status of the next reply, which has no body: {@code 100 Continue}. */
    public int readInterim() {
        try {
            int status = statusOf(line());
            headers();
            return status;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** Waits until the server closes the connection; true if it does so without another byte. */
    public boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Everything that the server still sends, until it closes the connection or resets it. */
    public byte[] drain() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[64 * 1_024];
        try {
            for (int length = in.read(some); length >= 0; length = in.read(some)) {
                all.write(some, 0, length);
            }
        } catch (IOException reset) {
            // That was all.
        }
        return all.toByteArray();
    }

    /** Whether the server has sent something, or has closed the connection; does not wait. */
    public boolean isAnswered() {
        try {
            socket.setSoTimeout(1);
            in.mark(1);
            in.read();
            in.reset();
            return true;
        } catch (java.net.SocketTimeoutException nothing) {
            return false;
        } catch (IOException reset) {
            return true;
        } finally {
            patient();
        }
    }

    /** How many bytes of replies can be read without waiting. */
    public int available() {
        try {
            return in.available();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** Whether another request may be sent: the server has neither closed the connection nor sent anything unasked. */
    boolean isIdle() {
        try {
            channel.configureBlocking(false);
            boolean silent = in.available() == 0 && channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return silent;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Ends the connection as a program does that crashes: with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private void patient() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException closed) {
            // Nothing more will be read from it.
        }
    }

    private Response read(boolean withBody) {
        try {
            int status = statusOf(line());
            Map<String, String> headers = headers();
            if (status == CONTINUE) {
                return read(withBody);
            }
            boolean hasBody = withBody && status != 204 && status != 304;
            return new Response(status, headers, hasBody ? body(headers) : new byte[0]);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon), line.substring(colon + 1).strip(), (first, next) -> first + ", " + next);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            return chunks();
        }
        String length = headers.get("Content-Length");
        return length == null ? in.readAllBytes() : bytes(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(bytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the reply ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static int statusOf(String line) throws IOException {
        if (!line.startsWith("HTTP/1.")) {
            throw new IOException("not a status line: " + line);
        }
        return Integer.parseInt(line.split(" ")[1]);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
