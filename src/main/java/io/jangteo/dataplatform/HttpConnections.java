package io.jangteo.dataplatform;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The connections to a receiver. An idle one is reused as long as its address is allowed. */
final class HttpConnections {
    /** Below the five seconds after which many receivers close idle connections. */
    static final Duration IDLE_MAX = Duration.ofSeconds(4);

    private final Destination destination;
    private final Destination.Resolver resolver;
    private final Supplier<SSLContext> tls;
    private final Duration limit;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean isClosed;

    HttpConnections(Destination destination, Destination.Resolver resolver, Supplier<SSLContext> tls, Duration limit) {
        this.destination = destination;
        this.resolver = resolver;
        this.tls = tls;
        this.limit = limit;
    }

    private record Idle(HttpConnection connection, long sinceNanos) {}

    /** An unfinished exchange: a connection and the reply received over it. */
    record Exchange(HttpConnection connection, HttpReply reply) {}

    /**
     * Looks up and checks an address, and sends the request to it. If an idle connection turns out to be closed, sends
     * the request again over a new one: receivers must recognize repeats anyway.
     */
    Exchange exchange(byte[] request, HttpAttempt attempt) throws IOException {
        List<InetAddress> addresses = destination.resolve(resolver);
        HttpConnection used = idle(addresses);
        if (used != null) {
            try {
                attempt.uses(used.wire());
                return new Exchange(used, used.exchange(request));
            } catch (IOException thrown) {
                used.close();
                if (attempt.isEnded()) {
                    throw thrown;
                }
            }
        }
        HttpConnection fresh = HttpConnection.open(destination, addresses, tls, limit, attempt);
        try {
            return new Exchange(fresh, fresh.exchange(request));
        } catch (IOException | RuntimeException | Error thrown) {
            fresh.close();
            throw thrown;
        }
    }

    /** Ends an exchange: reads the rest of a small body, and keeps the connection if it can be reused. */
    void finish(Exchange exchange, HttpAttempt attempt) {
        boolean isUsable = exchange.connection.finish(exchange.reply) && !attempt.isEnded();
        synchronized (this) {
            if (isUsable && !isClosed) {
                idle.addFirst(new Idle(exchange.connection, System.nanoTime()));
                return;
            }
        }
        exchange.connection.close();
    }

    /** Closes connections that have been idle for too long. */
    synchronized void closeIdle() {
        close(IDLE_MAX);
    }

    synchronized void close() {
        isClosed = true;
        close(Duration.ZERO);
    }

    private void close(Duration idleFor) {
        long now = System.nanoTime();
        while (!idle.isEmpty() && now - idle.getLast().sinceNanos >= idleFor.toNanos()) {
            idle.removeLast().connection.close();
        }
    }

    private synchronized @Nullable HttpConnection idle(List<InetAddress> addresses) {
        closeIdle();
        for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
            HttpConnection connection = each.next().connection;
            if (addresses.contains(connection.address())) {
                each.remove();
                return connection;
            }
        }
        return null;
    }
}
