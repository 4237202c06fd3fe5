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

    private static final long REPLY_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** A large reply may take longer: a slow telephone gets 32 kilobytes a second. */
    private static final long REPLY_NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / (32 * 1_024);

    private static final long SWEEP_SECONDS = 1;

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

    /** What a connection is doing, and until when it has to be done; one without an end waits for a first byte. */
    private record Phase(boolean waits, long bytesBefore, long endNanos) {}

    @Override
    public void onOpened(Connection connection) {
        phases.put(connection, new Phase(true, 0, 0));
    }

    @Override
    public void onClosed(Connection connection) {
        phases.remove(connection);
    }

    /** The body of a request begins to arrive. */
    void bodyBegins(Connection connection) {
        begin(connection, arrivalNanos);
    }

    /** The request is whole: the server is at work on it, for as long as that takes. */
    void requestIsWhole(Connection connection) {
        begin(connection, Long.MAX_VALUE / 2);
    }

    /** The reply begins to go out. */
    void replyBegins(Connection connection, int bytes) {
        begin(connection, REPLY_NANOS + bytes * REPLY_NANOS_PER_BYTE);
    }

    /** The next request may come, or not. */
    void replyIsSent(Connection connection) {
        phases.computeIfPresent(connection, (known, phase) -> new Phase(true, known.getBytesIn(), 0));
    }

    private void begin(Connection connection, long nanos) {
        long end = nanoTime.getAsLong() + nanos;
        phases.computeIfPresent(connection, (known, phase) -> new Phase(false, 0, end));
    }

    /** Ends what is overdue. */
    void sweep() {
        long now = nanoTime.getAsLong();
        phases.forEach((connection, phase) -> {
            if (phase.waits()) {
                if (connection.getBytesIn() > phase.bytesBefore()) {
                    // The first bytes of its headers are there.
                    phases.replace(connection, phase, new Phase(false, 0, now + arrivalNanos));
                }
            } else if (now - phase.endNanos() > 0) {
                connection.getEndPoint().close(new TimeoutException("too slow"));
            }
        });
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
                    sweep();
                    sweepLater();
                },
                SWEEP_SECONDS,
                TimeUnit.SECONDS);
    }
}
