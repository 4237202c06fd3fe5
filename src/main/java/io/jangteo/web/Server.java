package io.jangteo.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP door: Javalin on Jetty, set up in one visible order. */
public final class Server implements AutoCloseable {
    private static final String GET = "GET";
    /** Writes that are answered at the same time: each waits for its commit and holds a thread. */
    private static final int WRITES_MAX = 192;
    /** Reads that are answered at the same time; they have places of their own, however many writes wait. */
    private static final int READS_MAX = 64;
    /** The threads for those, and a few for Jetty's own work. */
    private static final int THREADS_MAX = WRITES_MAX + READS_MAX + 16;

    private static final int THREADS_MIN = 8;
    private static final int THREAD_IDLE_MILLIS = 60_000;
    /** Ample for a body of some kilobytes; who takes longer is holding a connection and not sending a request. */
    private static final Duration BODY_LIMIT = Duration.ofSeconds(10);

    private static final long CONNECTION_IDLE_MILLIS = 30_000;
    /** A body that comes in many small pieces takes more room than it is long; beyond this its request just starts. */
    private static final int BUFFERED_BODIES = 2;

    private static final int JETTY_FRAMING_OVERHEAD = -1;
    /** How long, at a stop, a connection without a request may linger. */
    private static final long IDLE_AT_STOP_MILLIS = 100;

    /** Of a process that ends because its database failed. */
    private static final long DRAIN_MILLIS = 900;

    private static final int ACCEPT_QUEUE_MAX = 4096;

    private final ServerSettings settings;
    private final GracefulHandler graceful = new GracefulHandler();
    private final Javalin javalin;

    public Server(
            ServerSettings settings,
            Admission admission,
            CrossOrigin crossOrigin,
            Dispatcher dispatcher,
            Problems problems,
            HttpMetrics metrics,
            List<Route> routes,
            List<RawRoute> rawRoutes,
            Faults faults) {
        this.settings = settings;
        RouteIndex index = new RouteIndex(routes, rawRoutes);
        Exchange exchange = new Exchange(admission, crossOrigin, dispatcher, problems, metrics, index, faults);
        this.javalin = Javalin.create(config -> {
            setUpJavalin(config);
            setUpJetty(config, new JettyProblems(problems, metrics, crossOrigin));
            register(config, exchange, metrics, routes, rawRoutes);
        });
    }

    /** Listens; the port is known from here on. */
    public void start() {
        javalin.start();
    }

    public int port() {
        return javalin.port();
    }

    /** Takes no new requests, answers those that it has, and stops. */
    @Override
    public void close() {
        javalin.stop();
    }

    /** Answers the requests that it has, as far as they end within 0.9 seconds, and refuses others; nothing is closed. */
    public void drain() {
        try {
            graceful.shutdown().get(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException tooLate) {
            // Their callers see the connection end.
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
    }

    private static void setUpJavalin(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        // It watches for a server that was forgotten to be started, on a thread that outlives the server.
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private void setUpJetty(JavalinConfig config, JettyProblems problems) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN, THREAD_IDLE_MILLIS);
        threads.setName("jangteo-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            // Jetty remembers headers of a connection, and by default takes any of the same letters for the same: a key
            // in
            // other case would count as the one before.
            http.setHeaderCacheCaseSensitive(true);
        });
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(settings.stopTimeout().toMillis());
            server.setErrorHandler(problems);
            // The last one inserted is outermost. A body is read whole before its request counts as running, so that
            // senders who trickle take no one's place.
            BodyDeadline deadline = new BodyDeadline(BODY_LIMIT);
            server.insertHandler(places(WRITES_MAX, "POST", "PATCH"));
            server.insertHandler(places(READS_MAX, "GET", "HEAD"));
            server.insertHandler(deadline.new Arrived());
            server.insertHandler(new EagerContentHandler(new RetainedContentLoaderFactory(
                    BUFFERED_BODIES * (long) settings.bodyMaxBytes(), JETTY_FRAMING_OVERHEAD, false)));
            server.insertHandler(deadline);
            server.insertHandler(new MethodAsSent());
            server.insertHandler(graceful);
        });
    }

    /** So many requests at a time; more wait, a bounded number for a bounded time. */
    private QoSHandler places(int max, String... methods) {
        QoSHandler places = new QoSHandler();
        places.includeMethod(methods);
        places.setMaxRequestCount(max);
        places.setMaxSuspendedRequestCount(settings.waitingMax());
        places.setMaxSuspend(settings.waitLimit());
        return places;
    }

    private Connector connector(org.eclipse.jetty.server.Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        connector.setAcceptQueueSize(ACCEPT_QUEUE_MAX);
        connector.setShutdownIdleTimeout(IDLE_AT_STOP_MILLIS);
        return connector;
    }

    private static void register(
            JavalinConfig config,
            Exchange exchange,
            HttpMetrics metrics,
            List<Route> routes,
            List<RawRoute> rawRoutes) {
        for (Route route : routes) {
            HttpMetrics.Of measure = metrics.of(route.method(), route.path());
            add(config, route.method().name(), route.path(), context -> exchange.route(context, route, measure));
        }
        for (RawRoute route : rawRoutes) {
            HttpMetrics.Of measure = metrics.of(Route.Method.GET, route.path());
            add(config, GET, route.path(), context -> exchange.raw(context, route, measure));
        }
        config.routes.exception(HttpResponseException.class, (thrown, context) -> exchange.unmatched(context));
    }

    /** What answers GET answers HEAD too; Jetty leaves the body out. */
    private static void add(JavalinConfig config, String method, String path, Handler handler) {
        config.routes.addHttpHandler(HandlerType.findOrCreate(method), path, handler);
        if (method.equals(GET)) {
            config.routes.addHttpHandler(HandlerType.HEAD, path, handler);
        }
    }
}
