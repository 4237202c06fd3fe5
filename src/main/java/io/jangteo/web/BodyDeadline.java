package io.jangteo.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends the connections of senders whose body does not arrive in time. Stands outside the handler that reads bodies
 * whole; {@link Arrived} stands inside it. Jetty's own minimum data rate looks at the time since a request began, and so
 * refuses whole bodies whose thread was late.
 */
final class BodyDeadline extends Handler.Wrapper {
    private static final long SWEEP_SECONDS = 1;
    private static final String ARRIVING = BodyDeadline.class.getName();

    private final Set<Arriving> arriving = ConcurrentHashMap.newKeySet();
    private final long limitNanos;
    private volatile Scheduler.Task sweep;

    /**
     * @param limit how long a body may take
     */
    BodyDeadline(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() != 0) {
            Arriving body = new Arriving(request, System.nanoTime());
            arriving.add(body);
            request.setAttribute(ARRIVING, body);
        }
        return super.handle(request, response, callback);
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
        sweep = getServer().getScheduler().schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        arriving.removeIf(body -> {
            boolean overdue = now - body.sinceNanos() > limitNanos;
            if (overdue) {
                body.request()
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .close();
            }
            return overdue;
        });
        sweepLater();
    }

    /** A request whose body is still to come; two of them are never equal. */
    private static final class Arriving {
        private final Request request;
        private final long sinceNanos;

        Arriving(Request request, long sinceNanos) {
            this.request = request;
            this.sinceNanos = sinceNanos;
        }

        Request request() {
            return request;
        }

        long sinceNanos() {
            return sinceNanos;
        }
    }

    /** Tells the deadline that the whole body is here. */
    final class Arrived extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.removeAttribute(ARRIVING) instanceof Arriving body) {
                arriving.remove(body);
            }
            return super.handle(request, response, callback);
        }
    }
}
