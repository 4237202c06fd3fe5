package io.jangteo.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPageTest {
    @TempDir
    static Path keys;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final HttpMetrics metrics = new HttpMetrics(registry);
    private Server server;

    @BeforeEach
    void start() {
        List<Route> page = List.of(MetricsPage.of(registry, Route.Access.ANYONE));
        server = BareServer.of(new NoDatabase(), keys, "nobody-has-this-key", page);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requests_are_counted_by_route_and_status_and_timed_by_route() {
        HttpMetrics.RouteMetrics charge = metrics.of(Route.Method.POST, "/api/v1/users/{userId}/points/charge");
        charge.record(200, TimeUnit.MILLISECONDS.toNanos(3));
        charge.record(200, TimeUnit.MILLISECONDS.toNanos(700));
        charge.record(400, TimeUnit.MICROSECONDS.toNanos(100));
        metrics.unmatched().record(404, 1_000);
        String labels = "method=\"POST\",route=\"/api/v1/users/{userId}/points/charge\"";
        assertThat(page("text/plain").asString().lines())
                .contains("jangteo_http_requests_total{" + labels + ",status=\"200\"} 2.0")
                .contains("jangteo_http_requests_total{" + labels + ",status=\"400\"} 1.0")
                .contains("jangteo_http_requests_total{method=\"any\",route=\"unmatched\",status=\"404\"} 1.0")
                .contains("jangteo_http_request_duration_seconds_bucket{" + labels + ",le=\"5.0E-4\"} 1")
                .contains("jangteo_http_request_duration_seconds_bucket{" + labels + ",le=\"0.005\"} 2")
                .contains("jangteo_http_request_duration_seconds_bucket{" + labels + ",le=\"1.0\"} 3")
                .contains("jangteo_http_request_duration_seconds_count{" + labels + "} 3");
    }

    @Test
    void two_askers_for_the_same_route_count_together() {
        metrics.of(Route.Method.GET, "/a").record(200, 1);
        metrics.of(Route.Method.GET, "/a").record(200, 1);
        assertThat(page("text/plain").asString())
                .contains("jangteo_http_requests_total{method=\"GET\",route=\"/a\",status=\"200\"} 2.0");
    }

    @Test
    void a_route_that_nobody_asked_for_takes_no_room() {
        metrics.of(Route.Method.GET, "/quiet");
        assertThat(page("text/plain").asString()).doesNotContain("quiet");
    }

    @Test
    void refusals_are_counted_by_code() {
        metrics.refused("OUT_OF_STOCK");
        metrics.refused("OUT_OF_STOCK");
        assertThat(page("text/plain").asString().lines()).contains("jangteo_refusals_total{code=\"OUT_OF_STOCK\"} 2.0");
    }

    @Test
    void the_format_is_the_one_that_is_asked_for() {
        metrics.refused("INTERNAL");
        assertThat(page("*/*").contentType()).startsWith("text/plain; version=0.0.4");
        Response openMetrics = page("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
        assertThat(openMetrics.contentType()).startsWith("application/openmetrics-text");
        assertThat(openMetrics.asString()).endsWith("# EOF\n");
        assertThat(given().get("http://127.0.0.1:" + server.port() + "/metrics").contentType())
                .startsWith("text/plain");
    }

    private Response page(String accept) {
        Response response = given().accept(accept).get("http://127.0.0.1:" + server.port() + "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }
}
