package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.idempotency.Idempotency;
import io.jangteo.idempotency.Reply;
import io.jangteo.json.Json;
import io.jangteo.problem.Texts;
import io.jangteo.security.AdminKey;
import io.jangteo.security.ClientAddress;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import io.jangteo.security.KeyFile;
import io.jangteo.security.LocalCallers;
import io.jangteo.security.OtherKeys;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.jangteo.wire.Client;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import io.javalin.config.JavalinState;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a request around its handler, here one that answers anything. */
class ExchangeTest {
    private static final int BUDGET_BYTES = 1_000;
    private static final int BODY_MAX_BYTES = 900;

    @TempDir
    Path keys;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger begun = new AtomicInteger();
    private final Deadlines deadlines = new Deadlines(1, now::get);
    private final ByteBudget budget = new ByteBudget(BUDGET_BYTES);
    private final GracefulHandler graceful = new GracefulHandler();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private Work work;
    private String address;

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        // Not started: it sweeps when the test says so.
        connector.addEventListener(deadlines);
        server.addConnector(connector);
        graceful.setHandler(exchange());
        server.setHandler(graceful);
        server.start();
        address = "http://127.0.0.1:" + connector.getLocalPort();
    }

    private Exchange exchange() {
        InstantSource clock = InstantSource.system();
        Json json = new Json(ZoneOffset.UTC);
        HttpMetrics metrics = new HttpMetrics(new PrometheusRegistry());
        Problems problems = new Problems(json, new Texts());
        CrossOrigin crossOrigin = new CrossOrigin(List.of());
        Admission admission = new Admission(
                new HostCheck(HostCheck.Names.LOOPBACK, List.of()),
                new LocalCallers(true),
                new ClientAddress(List.of()),
                crossOrigin,
                new Gate(
                        new AdminKey("nobody-has-this-key"),
                        OtherKeys.NONE,
                        Tokens.of(null, KeyFile.readOrCreate(keys.resolve("key")), clock),
                        false),
                new OwnCalls(),
                new RateLimit(0, clock));
        server.setErrorHandler(new JettyProblems(problems, metrics, crossOrigin, AccessLog.OFF));
        InternalRouter router = new JavalinState().internalRouter;
        // No such status exists: counting it fails after everything else is done.
        List.of(route("/body", 200), route("/odd", 9_999))
                .forEach(route -> router.addHttpEndpoint(Endpoint.create(HandlerType.POST, route.path())
                        .addMetadata(route)
                        .addMetadata(metrics.of(route.method(), route.path()))
                        .handler(context -> {})));
        work = new Work(
                new ServerSettings("127.0.0.1", 0, BODY_MAX_BYTES, 1, 16, Duration.ofSeconds(3), Duration.ZERO),
                new Dispatcher(new NoDatabase(), new Idempotency(new NoDatabase()), json, clock, (tx, change) -> {}),
                Faults.NONE,
                problems);
        return new Exchange(
                new RouteTable(router),
                admission,
                crossOrigin,
                problems,
                metrics,
                AccessLog.OFF,
                deadlines,
                work,
                new Waiting(() -> 0, new PrometheusRegistry()),
                budget,
                BODY_MAX_BYTES);
    }

    private Route route(String path, int status) {
        return Route.post(path)
                .named("post", "Takes an empty object.")
                .access(Route.Access.ANYONE)
                .acts(request -> {
                    begun.incrementAndGet();
                    return new Reply(status, Reply.JSON, null, new byte[] {'1'});
                });
    }

    private static String emptyObject(int bytes) {
        return "{" + " ".repeat(bytes - 2) + "}";
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        work.close();
    }

    @Test
    void bodies_share_a_budget_and_give_it_back() {
        RawRequest small = RawRequest.post("/body", emptyObject(500));
        try (Connection slow = Connection.to(address);
                Client client = new Client(() -> address)) {
            byte[] large = RawRequest.post("/body", emptyObject(BODY_MAX_BYTES)).bytes();
            slow.send(java.util.Arrays.copyOf(large, large.length - 50));
            await().until(() -> budget.takenBytes() >= BODY_MAX_BYTES - 50);
            Response refused = client.ask(small);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("OVERLOADED");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            slow.reset();
            await().until(() -> budget.takenBytes() == 0);
            assertThat(client.ask(small).status()).isEqualTo(200);
            await().until(() -> budget.takenBytes() == 0);
        }
    }

    @Test
    void a_request_on_a_connection_that_was_ended_is_not_begun() {
        try (Connection connection = Connection.to(address)) {
            connection.send(RawRequest.post("/body", "{}")).read();
            await().until(() -> budget.takenBytes() == 0 && graceful.getCurrentRequestCount() == 0);
            // As if it were closed at the very moment when the next request arrived.
            deadlines.onClosed(
                    connector.getConnectedEndPoints().iterator().next().getConnection());
            connection.send(RawRequest.post("/body", "{}")).read();
            assertThat(begun).hasValue(1);
        }
    }

    @Test
    void a_call_that_cannot_be_answered_ends_all_the_same() {
        try (Connection connection = Connection.to(address)) {
            Response reply = connection.send(RawRequest.post("/odd", "{}")).read();
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.code()).isEqualTo("INTERNAL");
            await().until(() -> budget.takenBytes() == 0 && graceful.getCurrentRequestCount() == 0);
        }
    }
}
