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
 * Ends the connections whose callers take too long to send a request's headers or its body, or to take its reply, and
 * those that are not used. Jetty by itself only asks that something comes or goes within an idle time: a byte now and
 * then is enough for that, and a request that comes at its end is worked on although nobody will be told. Here a
 * connection either ends or its request begins.
 */
final class Deadlines extends ContainerLifeCycle implements Connection.Listener, Graceful {
    /** Ample for some kilobytes; who takes longer holds a connection and does not send a request. */
    private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** While others wait for a connection. */
    private static final long IDLE_AT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** While the server stops. */
    private static final long IDLE_AT_STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A reader of whom nothing was heard for so long has left, or means harm. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** While the server stops: more than it takes itself, on a machine that is busy, to begin to send. */
    private static final long STALL_AT_STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long REPLY_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** A large reply may take longer: a slow telephone gets 32 kilobytes a second. */
    private static final long REPLY_NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / (32 * 1_024);

    private static final long SWEEP_MILLIS = 1_000;
    private static final long SWEEP_AT_STOP_MILLIS = 25;

    private static final Phase SERVED = new Phase(Kind.IS_SERVED, 0, 0, 0);

    private final Map<Connection, Phase> phases = new ConcurrentHashMap<>();
    private final Scheduler scheduler = new ScheduledExecutorScheduler("jangteo-deadlines", true);
    private final int connectionsMax;
    private final LongSupplier nanoTime;
    private volatile boolean isStopping;

    /** @param connectionsMax with as many, more have to wait until one ends */
    Deadlines(int connectionsMax, LongSupplier nanoTime) {
        this.connectionsMax = connectionsMax;
        this.nanoTime = nanoTime;
        addBean(scheduler);
    }

    /** What a connection does. */
    private enum Kind {
        /** Nothing, until the first byte of a request is there. */
        WAITS,
        SENDS,
        /** Its request is being worked on. */
        IS_SERVED,
        READS
    }

    /**
     * What a connection does, and until when it has to be done.
     *
     * @param bytes how many had come, or gone where it reads, when it was last looked at
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

    /** The body of a request begins to arrive. */
    void bodyBegins(Connection connection) {
        long now = nanoTime.getAsLong();
        begin(connection, new Phase(Kind.SENDS, connection.getBytesIn(), now, now + ARRIVAL_NANOS));
    }

    /**
     * The request is whole: from here on the server is at work on it, for as long as that takes.
     *
     * @return false if the connection has ended, and the request is not to be begun
     */
    boolean requestIsWhole(Connection connection) {
        return begin(connection, SERVED);
    }

    /** The reply begins to go out. */
    void replyBegins(Connection connection, int bytes) {
        long now = nanoTime.getAsLong();
        long end = now + REPLY_NANOS + bytes * REPLY_NANOS_PER_BYTE;
        begin(connection, new Phase(Kind.READS, connection.getBytesOut(), now, end));
    }

    /** The next request may come, or not. */
    void replyIsSent(Connection connection) {
        begin(connection, new Phase(Kind.WAITS, connection.getBytesIn(), nanoTime.getAsLong(), 0));
    }

    private boolean begin(Connection connection, Phase next) {
        return phases.computeIfPresent(connection, (known, phase) -> next) != null;
    }

    /** Ends what is overdue. */
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

    /** How long nothing may come on a connection. */
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

    /** Only while the connection is still in that phase. */
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

    /** From now on a connection without a request ends at once. */
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
        scheduler.schedule(
                () -> {
                    try {
                        sweep();
                    } finally {
                        sweepEvery(millis);
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }
}
