package io.jangteo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a server under load from the calling thread alone: a fixed number of keep-alive connections, each of which sends
 * a request, waits for the whole reply, and sends the next. The requests are bytes made beforehand.
 */
final class LoadGenerator {
    /** A server that answers nobody for this long has hung; the books of a large shop take a while. */
    private static final long STALL_MILLIS = 60_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final long PACED_LOOK_MILLIS = 1;

    private final InetSocketAddress server;
    private final int connections;
    private final long pauseNanos;

    /** Sends as fast as the server answers. */
    LoadGenerator(InetSocketAddress server, int connections) {
        this(server, connections, 0);
    }

    private LoadGenerator(InetSocketAddress server, int connections, long pauseNanos) {
        this.server = server;
        this.connections = connections;
        this.pauseNanos = pauseNanos;
    }

    /** The same connections, but no more requests than these in a second. */
    LoadGenerator paced(double perSecond) {
        return new LoadGenerator(server, connections, (long) (1e9 / perSecond));
    }

    /**
     * Sends until the window closes or there are no more requests, then waits for the replies still under way: when this
     * returns, every request sent was answered.
     *
     * @param requests the next request's bytes, or null when there are no more
     * @throws BenchFailure when the server stalls, hangs up or does not speak HTTP/1.1
     */
    LoadTally run(LoadWindow window, Supplier<byte @Nullable []> requests, ReplyHandler replies) {
        List<NonBlockingConnection> opened = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < connections; i++) {
                    opened.add(new NonBlockingConnection(server, selector));
                }
                return new Stretch(window, requests, replies, pauseNanos).run(selector, opened);
            } finally {
                for (NonBlockingConnection connection : opened) {
                    connection.close();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BenchFailure("The load broke off: " + e.getMessage());
        }
    }

    /** One run's state, of one thread. */
    private static final class Stretch {
        private final Supplier<byte @Nullable []> requests;
        private final ReplyHandler replies;
        private final LoadTally tally = new LoadTally();
        private final long measuredFrom;
        private long measuredUntil;
        private final long pauseNanos;
        private final Deque<NonBlockingConnection> resting = new ArrayDeque<>();
        private long nextAtNanos = System.nanoTime();
        private int underWay;

        Stretch(LoadWindow window, Supplier<byte @Nullable []> requests, ReplyHandler replies, long pauseNanos) {
            this.pauseNanos = pauseNanos;
            this.requests = requests;
            this.replies = replies;
            this.measuredFrom = System.nanoTime() + window.ramp().toNanos();
            this.measuredUntil = measuredFrom + window.measured().toNanos();
        }

        LoadTally run(Selector selector, List<NonBlockingConnection> connections) throws IOException {
            long processorAtStart = THREADS.getCurrentThreadCpuTime();
            for (NonBlockingConnection connection : connections) {
                underWay++;
                sendNext(connection);
            }
            while (underWay > 0) {
                if (resting.isEmpty()) {
                    if (selector.select(this::advance, STALL_MILLIS) == 0) {
                        throw new IOException("no reply for " + STALL_MILLIS + " ms");
                    }
                } else {
                    selector.select(this::advance, PACED_LOOK_MILLIS);
                    for (int i = resting.size(); i > 0; i--) {
                        sendNext(resting.remove());
                    }
                }
            }
            tally.finished(measuredUntil - measuredFrom, THREADS.getCurrentThreadCpuTime() - processorAtStart);
            return tally;
        }

        private void advance(SelectionKey key) {
            NonBlockingConnection connection = (NonBlockingConnection) key.attachment();
            try {
                if (connection.advance()) {
                    long now = System.nanoTime();
                    boolean inMeasuredTime = now - measuredFrom >= 0 && now - measuredUntil < 0;
                    tally.received(
                            connection.status(), connection.body(), now - connection.sentAtNanos(), inMeasuredTime);
                    replies.received(connection.status(), connection.body());
                    sendNext(connection);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void sendNext(NonBlockingConnection connection) throws IOException {
            long now = System.nanoTime();
            if (pauseNanos > 0 && now - measuredUntil < 0) {
                if (now - nextAtNanos < 0) {
                    resting.add(connection);
                    return;
                }
                nextAtNanos += pauseNanos;
            }
            byte[] request = now - measuredUntil < 0 ? requests.get() : null;
            if (request != null) {
                connection.send(request, now);
                return;
            }
            underWay--;
            if (now - measuredUntil < 0) {
                // No more requests: what was measured ends here.
                measuredUntil = Math.max(now, measuredFrom + 1);
            }
        }
    }
}
