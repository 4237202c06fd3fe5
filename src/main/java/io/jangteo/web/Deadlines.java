package io.jangteo.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends the connections whose callers take too long to send a request's headers or its body, or to take its reply. Jetty
 * by itself only asks that something comes or goes within the idle time, and a byte now and then is enough for that.
 */
final class Deadlines extends ContainerLifeCycle implements Connection.Listener {
    /** Ample for some kilobytes; who takes longer holds a connection and does not send a request. */
    static final Duration ARRIVAL_MAX = Duration.ofSeconds(10);

    /** A reader of whom nothing was heard for so long has left, or means harm. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long REPLY_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** A large reply may take longer: a slow telephone gets 32 kilobytes a second. */
    private static final long REPLY_NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / (32 * 1_024);

    private static final long SWEEP_SECONDS = 1;

    private static final Phase SERVED = new Phase(Kind.IS_SERVED, 0, 0, 0);

    private final Map<Connection, Phase> phases = new ConcurrentHashMap<>();
    private final Scheduler scheduler = new ScheduledExecutorScheduler("jangteo-deadlines", true);
    private final long arrivalNanos;
    private final LongSupplier nanoTime;
    private volatile Scheduler.Task sweep;

    /** @param arrivalMax how long headers may take, and how long a body may */
    Deadlines(Duration arrivalMax, LongSupplier nanoTime) {
        this.arrivalNanos = arrivalMax.toNanos();
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
     * @param bytes how many had come when it began to wait, or had gone when it was last seen to read
     * @param seenNanos when those bytes were counted
     */
    private record Phase(Kind kind, long bytes, long seenNanos, long endNanos) {}

    @Override
    public void onOpened(Connection connection) {
        phases.put(connection, new Phase(Kind.WAITS, 0, 0, 0));
    }

    @Override
    public void onClosed(Connection connection) {
        phases.remove(connection);
    }

    /** The body of a request begins to arrive. */
    void bodyBegins(Connection connection) {
        long now = nanoTime.getAsLong();
        begin(connection, new Phase(Kind.SENDS, 0, now, now + arrivalNanos));
    }

    /** The request is whole: the server is at work on it, for as long as that takes. */
    void requestIsWhole(Connection connection) {
        begin(connection, SERVED);
    }

    /** The reply begins to go out. */
    void replyBegins(Connection connection, int bytes) {
        long now = nanoTime.getAsLong();
        long end = now + REPLY_NANOS + bytes * REPLY_NANOS_PER_BYTE;
        begin(connection, new Phase(Kind.READS, connection.getBytesOut(), now, end));
    }

    /** The next request may come, or not. */
    void replyIsSent(Connection connection) {
        begin(connection, new Phase(Kind.WAITS, connection.getBytesIn(), 0, 0));
    }

    private void begin(Connection connection, Phase next) {
        phases.computeIfPresent(connection, (known, phase) -> next);
    }

    /** Ends what is overdue. */
    void sweep() {
        long now = nanoTime.getAsLong();
        phases.forEach((connection, phase) -> {
            switch (phase.kind()) {
                case WAITS -> {
                    if (connection.getBytesIn() > phase.bytes()) {
                        phases.replace(connection, phase, new Phase(Kind.SENDS, 0, now, now + arrivalNanos));
                    }
                }
                case READS -> {
                    long bytes = connection.getBytesOut();
                    boolean stalls = bytes == phase.bytes() && now - phase.seenNanos() > STALL_NANOS;
                    endIf(stalls || now - phase.endNanos() > 0, connection, phase);
                    if (bytes > phase.bytes()) {
                        phases.replace(connection, phase, new Phase(Kind.READS, bytes, now, phase.endNanos()));
                    }
                }
                case SENDS -> endIf(now - phase.endNanos() > 0, connection, phase);
                case IS_SERVED -> {}
            }
        });
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
        sweepLater();
    }

    @Override
    protected void doStop() throws Exception {
        sweep.cancel();
        super.doStop();
    }

    private void sweepLater() {
        sweep = scheduler.schedule(
                () -> {
                    try {
                        sweep();
                    } finally {
                        sweepLater();
                    }
                },
                SWEEP_SECONDS,
                TimeUnit.SECONDS);
    }
}
