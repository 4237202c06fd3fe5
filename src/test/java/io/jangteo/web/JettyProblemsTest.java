package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.json.Json;
import io.jangteo.problem.Texts;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jetty's own refusals can be read by the same pages as other replies. */
class JettyProblemsTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setErrorHandler(new JettyProblems(
                new Problems(new Json(ZoneOffset.UTC), new Texts()),
                new HttpMetrics(new PrometheusRegistry()),
                new CrossOrigin(List.of("https://front.example")),
                AccessLog.OFF));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
                org.eclipse.jetty.server.Response.writeError(request, response, callback, 503);
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void an_allowed_page_may_read_that_the_server_is_too_busy() {
        for (String origin : List.of("http://localhost:5173", "https://front.example")) {
            Response reply = ask(origin);
            assertThat(reply.code()).isEqualTo("OVERLOADED");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(reply.header("Access-Control-Expose-Headers")).contains("Retry-After");
        }
        Response reply = ask("https://evil.example");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Access-Control-Allow-Origin")).isNull();
        assertThat(reply.header("Vary")).isEqualTo("Origin");
        assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    private Response ask(String origin) {
        try (Connection connection = Connection.to("http://127.0.0.1:" + connector.getLocalPort())) {
            return connection
                    .send(RawRequest.get("/").header("Origin: " + origin))
                    .read();
        }
    }
}
