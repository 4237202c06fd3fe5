package io.jangteo.web;

import io.jangteo.schedule.Threads;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AcceptRateLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: Jetty, and Javalin's routes, configured in one place. */
public final class Server implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Server.class);

    /** Threads that serve the sockets, none of which waits. */
    private static final int THREADS_MAX = 12;

    private static final int THREADS_MIN = 4;
    private static final int THREAD_IDLE_MILLIS = 60_000;
    /** The largest address and headers of a request. */
    static final int HEADERS_MAX_BYTES = 32 * 1_024;

    /** Allows a connection each for thousands of shoppers; more wait until one ends, and idle ones then end soon. */
    private static final int CONNECTIONS_MAX = 4_000;
    /** Connections accepted in a second; more wait. */
    private static final int ACCEPTS_MAX = 5_000;
    /** The divisor of the heap that gives the memory for all bodies together. */
    private static final int BODIES_PART = 16;
    /** For a process that ends because its database failed. */
    private static final long DRAIN_MILLIS = 900;

    private static final int ACCEPT_QUEUE_MAX = 4096;

    private final ServerSettings settings;
    private final GracefulHandler graceful = new GracefulHandler();
    private final Deadlines deadlines = new Deadlines(CONNECTIONS_MAX, System::nanoTime);
    private final Waiting waiting;
    private final Work work;
    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;

    public Server(
            ServerSettings settings,
            Admission admission,
            CrossOrigin crossOrigin,
            Dispatcher dispatcher,
            Problems problems,
            HttpMetrics metrics,
            AccessLog accessLog,
            List<Route> routes,
            Faults faults,
            Waiting waiting) {
        this.settings = settings;
        this.waiting = waiting;
        this.work = new Work(settings, dispatcher, faults, problems);
        Javalin javalin = Javalin.create(config -> {
            setUpJavalin(config);
            routes.forEach(route -> config.routes.addEndpoint(
                    Endpoint.create(HandlerType.findOrCreate(route.method().name()), route.path())
                            .addMetadata(route)
                            .addMetadata(metrics.of(route.method(), route.path()))
                            .handler(Server::isNeverAsked)));
        });
        Exchange exchange = new Exchange(
                new RouteTable(javalin.unsafe.internalRouter),
                admission,
                crossOrigin,
                problems,
                metrics,
                accessLog,
                deadlines,
                work,
                waiting,
                new ByteBudget(bodiesMaxBytes()),
                settings.bodyMaxBytes());
        this.jetty = new org.eclipse.jetty.server.Server(threads());
        this.connector = connector();
        setUp(exchange, new JettyProblems(problems, metrics, crossOrigin, accessLog));
    }

    /** Loads classes on a thread of its own, which a start has time for while it opens the database. */
    public static void loadAhead() {
        Threads.daemon("jangteo-load", () -> {
                    Javalin unused = Javalin.create(Server::setUpJavalin);
                    ServerConnector unusedToo = new ServerConnector(new org.eclipse.jetty.server.Server());
                })
                .start();
    }

    /** Starts to listen; the port is known afterwards. */
    public void start() {
        try {
            jetty.start();
        } catch (Exception thrown) {
            stop();
            throw new IllegalStateException("The HTTP server cannot start: " + thrown.getMessage(), thrown);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Stops after answering pending requests; takes no new ones. */
    @Override
    public void close() {
        waiting.close();
        stop();
        work.close();
    }

    private void stop() {
        try {
            jetty.stop();
        } catch (Exception thrown) {
            LOGGER.warn("The HTTP server did not stop in order: {}", thrown.toString());
        }
    }

    /** Answers pending requests that end within 0.9 seconds and refuses others; closes nothing. */
    public void drain() {
        waiting.close();
        try {
            graceful.shutdown().get(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException tooLate) {
            // Pending callers see their connection end.
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
    }

    private static void setUpJavalin(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        // Off: it warns about servers that were never started, on a thread that outlives the server.
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN, THREAD_IDLE_MILLIS);
        threads.setName("jangteo-http");
        threads.setDaemon(true);
        return threads;
    }

    private ServerConnector connector() {
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE_MAX);
        // Deadlines replace Jetty's idle timeouts, which close a connection even while a request begins.
        connector.addBean(deadlines);
        connector.setIdleTimeout(0);
        connector.setShutdownIdleTimeout(-1);
        return connector;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        // The routes say what is at an unusual path, not Jetty.
        http.setUriCompliance(UriCompliance.LEGACY);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADERS_MAX_BYTES);
        // Jetty caches header values per connection and by default compares them ignoring case; a key that differs
        // only in case would be taken for the previous one.
        http.setHeaderCacheCaseSensitive(true);
        return http;
    }

    private void setUp(Exchange exchange, JettyProblems problems) {
        jetty.setStopTimeout(settings.stopTimeout().toMillis());
        jetty.setErrorHandler(problems);
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, jetty));
        jetty.addBean(new AcceptRateLimit(ACCEPTS_MAX, 1, TimeUnit.SECONDS, jetty));
        graceful.setHandler(exchange);
        jetty.setHandler(graceful);
    }

    /** Leaves room for at least one body. */
    private long bodiesMaxBytes() {
        return Math.max(Runtime.getRuntime().maxMemory() / BODIES_PART, 2L * settings.bodyMaxBytes());
    }

    private static void isNeverAsked(Context context) {
        throw new IllegalStateException("Javalin finds routes, and Exchange answers");
    }
}
