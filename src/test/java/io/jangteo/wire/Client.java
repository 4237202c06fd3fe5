package io.jangteo.wire;

import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests over connections that it keeps, one for each caller that sends at the same time. */
public final class Client implements AutoCloseable {
    private final Supplier<String> address;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** @param address of the server, without a slash at the end; read for each new connection */
    public Client(Supplier<String> address) {
        this.address = address;
    }

    /**
     * Sends the request, never more than once.
     *
     * @throws UncheckedIOException if there is no connection or no whole reply
     */
    public Response send(RawRequest request) {
        Connection kept = kept();
        return exchange(kept == null ? Connection.to(address.get()) : kept, request);
    }

    /** Sends the request, and again over a new connection if one that was kept gives no reply. */
    public Response ask(RawRequest request) {
        Connection kept = idle.poll();
        if (kept != null) {
            try {
                return exchange(kept, request);
            } catch (UncheckedIOException stale) {
                // The server closed it meanwhile.
            }
        }
        return exchange(Connection.to(address.get()), request);
    }

    /** Closes the connections that are not in use. */
    @Override
    public void close() {
        for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.close();
        }
    }

    /** A connection that the server has not closed. */
    private @Nullable Connection kept() {
        for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.isIdle()) {
                return kept;
            }
            kept.close();
        }
        return null;
    }

    private Response exchange(Connection connection, RawRequest request) {
        try {
            connection.trySend(request.bytes());
            Response reply = request.method().equals("HEAD") ? connection.readHead() : connection.read();
            if ("close".equalsIgnoreCase(reply.header("Connection"))) {
                connection.close();
            } else {
                idle.push(connection);
            }
            return reply;
        } catch (UncheckedIOException thrown) {
            connection.close();
            throw thrown;
        }
    }
}
