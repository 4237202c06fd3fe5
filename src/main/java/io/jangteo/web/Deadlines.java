package io.jangteo.web;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that are idle, or whose callers take too long to send headers or a body, or to receive a reply.
 * Jetty's own idle timeout is not enough: one byte now and then satisfies it, and a request that arrives just as it
 * expires is processed although its reply cannot be sent. Here a connection either ends or its request begins.
 */
final class Deadlines extends ContainerLifeCycle implements Connection.Listener, Graceful {
    /** Ample for some kilobytes; a slower caller only holds a connection. */
    private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** While others wait for a connection. */
    private static final long IDLE_AT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** While the server stops. */
    private static final long IDLE_AT_STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A reader that has accepted no byte for this long has left, or is hostile. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** While the server stops: more than a busy machine itself needs to begin to send. */
    private static final long STALL_AT_STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long REPLY_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** Allows more time for a large reply: a slow phone gets 32 kilobytes a second. */
    private static final long REPLY_NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / (32 * 1_024);

    private static final long SWEEP_MILLIS = 1_000;
    private static final long SWEEP_AT_STOP_MILLIS = 25;

    private static final Phase SERVED = new Phase(Kind.IS_SERVED, 0, 0, 0);

    private final Map<Connection, Phase> phases = new ConcurrentHashMap<>();
    private final Scheduler scheduler = new ScheduledExecutorScheduler("jangteo-deadlines", true);
    private final int connectionsMax;
    private final LongSupplier nanoTime;
    private volatile boolean isStopping;

    /** @param connectionsMax the number of connections at which further ones have to wait */
    Deadlines(int connectionsMax, LongSupplier nanoTime) {
        this.connectionsMax = connectionsMax;
        this.nanoTime = nanoTime;
        addBean(scheduler);
    }

    /** The state of a connection. */
    private enum Kind {
        /** Waits for the first byte of a request. */
        WAITS,
        SENDS,
        /** The server is processing its request. */
        IS_SERVED,
        READS
    }

    /**
     * The state of a connection and its deadline.
     *
     * @param bytes the bytes received (sent, if the caller reads) when last checked
     * @param seenNanos when those bytes were counted
     */
    private record Phase(Kind kind, long bytes, long seenNanos, long endNanos) {}

    @Override
    public void onOpened(Connection connection) {
        phases.put(connection, new Phase(Kind.WAITS, 0, nanoTime.getAsLong(), 0));
    }

    @Override
    public void onClosed(Connection connection) {
        phases.remove(connection);
    }

    /** Marks that a request's body begins to arrive. */
    void bodyBegins(Connection connection) {
        long now = nanoTime.getAsLong();
        begin(connection, new Phase(Kind.SENDS, connection.getBytesIn(), now, now + ARRIVAL_NANOS));
    }

    /**
     * Marks that the request is complete; the server may now work on it without a deadline.
     *
     * @return false if the connection has ended, so that the request must not begin
     */
    boolean requestIsWhole(Connection connection) {
        return begin(connection, SERVED);
    }

    /** Marks that the reply begins to go out. */
    void replyBegins(Connection connection, long bytes) {
        long now = nanoTime.getAsLong();
        long end = now + REPLY_NANOS + bytes * REPLY_NANOS_PER_BYTE;
        begin(connection, new Phase(Kind.READS, connection.getBytesOut(), now, end));
    }

    /** Marks that the connection may carry another request. */
    void replyIsSent(Connection connection) {
        begin(connection, new Phase(Kind.WAITS, connection.getBytesIn(), nanoTime.getAsLong(), 0));
    }

    private boolean begin(Connection connection, Phase next) {
        return phases.computeIfPresent(connection, (known, phase) -> next) != null;
    }

    /** Closes overdue connections. */
    void sweep() {
        long now = nanoTime.getAsLong();
        long idleNanos = idleNanos();
        long readerStallNanos = isStopping ? STALL_AT_STOP_NANOS : STALL_NANOS;
        phases.forEach((connection, phase) -> {
            long bytes = phase.kind() == Kind.READS ? connection.getBytesOut() : connection.getBytesIn();
            boolean moves = bytes > phase.bytes();
            long stillNanos = moves ? 0 : now - phase.seenNanos();
            boolean isLate = now - phase.endNanos() > 0;
            switch (phase.kind()) {
                case WAITS -> {
                    endIf(stillNanos > idleNanos, connection, phase);
                    seeIf(moves, connection, phase, new Phase(Kind.SENDS, bytes, now, now + ARRIVAL_NANOS));
                }
                case SENDS, READS -> {
                    long stallNanos = phase.kind() == Kind.READS ? readerStallNanos : idleNanos;
                    endIf(isLate || stillNanos > stallNanos, connection, phase);
                    seeIf(moves, connection, phase, new Phase(phase.kind(), bytes, now, phase.endNanos()));
                }
                case IS_SERVED -> {}
            }
        });
    }

    /** Returns how long a connection may be silent. */
    private long idleNanos() {
        if (isStopping) {
            return IDLE_AT_STOP_NANOS;
        }
        return phases.size() < connectionsMax ? IDLE_NANOS : IDLE_AT_LIMIT_NANOS;
    }

    private void seeIf(boolean moves, Connection connection, Phase phase, Phase next) {
        if (moves) {
            phases.replace(connection, phase, next);
        }
    }

    /** Acts only if the connection is still in that phase. */
    private void endIf(boolean overdue, Connection connection, Phase phase) {
        if (overdue && phases.remove(connection, phase)) {
            connection.getEndPoint().close(new TimeoutException("too slow"));
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        sweepEvery(SWEEP_MILLIS);
    }

    /** Closes idle connections at once from now on. */
    @Override
    public CompletableFuture<Void> shutdown() {
        isStopping = true;
        sweepEvery(SWEEP_AT_STOP_MILLIS);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isShutdown() {
        return isStopping;
    }

    private void sweepEvery(long millis) {
        Runnable sweeping = () -> {
            try {
                sweep();
            } finally {
                sweepEvery(millis);
            }
        };
        scheduler.schedule(sweeping, millis, TimeUnit.MILLISECONDS);
    }
}
