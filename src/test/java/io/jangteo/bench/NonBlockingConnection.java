package io.jangteo.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request under way. */
final class NonBlockingConnection implements Closeable {
    /** Requests are a line, two headers and a short body. */
    private static final int REQUEST_MAX_BYTES = 4 * 1024;

    /** The longest reply measured is one of five products; the books and metrics fit as well. */
    private static final int REPLY_MAX_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(REQUEST_MAX_BYTES);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(REPLY_MAX_BYTES);
    private final ReplyParser parser = new ReplyParser();
    private long sentAtNanos;

    NonBlockingConnection(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request, long nowNanos) throws IOException {
        sentAtNanos = nowNanos;
        incoming.clear();
        parser.reset();
        outgoing.clear();
        outgoing.put(request).flip();
        flush();
    }

    /** Moves on with whatever the socket is ready for; true when the reply is complete. */
    boolean advance() throws IOException {
        if (outgoing.hasRemaining()) {
            flush();
        }
        if (!key.isReadable()) {
            return false;
        }
        if (!incoming.hasRemaining()) {
            throw new IOException("a reply is longer than " + REPLY_MAX_BYTES + " bytes");
        }
        if (channel.read(incoming) < 0) {
            throw new IOException("the server closed a connection");
        }
        return parser.isComplete(incoming);
    }

    long sentAtNanos() {
        return sentAtNanos;
    }

    int status() {
        return parser.status();
    }

    /** The body of the complete reply, until the next request is sent. */
    ByteBuffer body() {
        return parser.body(incoming);
    }

    private void flush() throws IOException {
        channel.write(outgoing);
        int interest = outgoing.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
