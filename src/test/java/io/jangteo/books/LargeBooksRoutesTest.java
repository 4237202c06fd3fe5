package io.jangteo.books;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jangteo.idempotency.Idempotency;
import io.jangteo.json.Json;
import io.jangteo.problem.Texts;
import io.jangteo.security.AdminKey;
import io.jangteo.security.ClientAddress;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import io.jangteo.security.LocalCallers;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.jangteo.web.AccessLog;
import io.jangteo.web.Admission;
import io.jangteo.web.CrossOrigin;
import io.jangteo.web.Dispatcher;
import io.jangteo.web.DocsRoutes;
import io.jangteo.web.Faults;
import io.jangteo.web.HttpMetrics;
import io.jangteo.web.OpenApi;
import io.jangteo.web.OpenApiContract;
import io.jangteo.web.Problems;
import io.jangteo.web.RateLimit;
import io.jangteo.web.Route;
import io.jangteo.web.Server;
import io.jangteo.web.ServerSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The books of a shop that is too large to be answered at once, over HTTP. */
class LargeBooksRoutesTest extends BooksOfAShop {
    private static final String KEY = "a-key-for-the-test";

    @TempDir
    Path keys;

    @Test
    void the_books_of_a_large_shop_are_promised_and_then_given() {
        HeldDatabase held = new HeldDatabase(database);
        try (BooksRuns runs = new BooksRuns(new Books(held), Duration.ZERO, System::nanoTime);
                Server server = server(BooksRoutes.of(runs))) {
            server.start();
            String url = "http://127.0.0.1:" + server.port();
            Response promise = books(url);
            assertThat(promise.statusCode()).isEqualTo(202);
            assertThat(promise.asString()).isEqualTo("{\"done\":0,\"of\":33}");
            assertThat(promise.header("Retry-After")).isEqualTo("2");
            held.letThrough();
            await().until(() -> books(url).statusCode() == 200);
            assertThat(books(url).jsonPath().getBoolean("balanced")).isTrue();
        }
    }

    private static Response books(String url) {
        return given().baseUri(url)
                .filter(new OpenApiContract(url))
                .header("Authorization", "Bearer " + KEY)
                .get("/api/v1/admin/books");
    }

    private Server server(List<Route> routes) {
        Json json = new Json(ZoneOffset.UTC);
        Problems problems = new Problems(json, new Texts());
        Gate gate = new Gate(
                new AdminKey(KEY), Tokens.of(database, keys.resolve("token.key"), InstantSource.system()), false);
        CrossOrigin crossOrigin = new CrossOrigin(List.of());
        Admission admission = new Admission(
                new HostCheck(HostCheck.Names.LOOPBACK, List.of()),
                new LocalCallers(true),
                new ClientAddress(List.of()),
                crossOrigin,
                gate,
                new OwnCalls(),
                new RateLimit(0, InstantSource.system()));
        return new Server(
                new ServerSettings("127.0.0.1", 0, 1024, 16, Duration.ofSeconds(3), Duration.ofSeconds(3)),
                admission,
                crossOrigin,
                new Dispatcher(database, new Idempotency(database), json, InstantSource.system()),
                problems,
                new HttpMetrics(new PrometheusRegistry()),
                AccessLog.OFF,
                Stream.concat(routes.stream(), DocsRoutes.of(new OpenApi("1.0.0", routes, Map.of())).stream())
                        .toList(),
                Faults.NONE);
    }
}
