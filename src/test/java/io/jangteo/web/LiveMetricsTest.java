package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running server's own metrics. */
@Tag("slow")
class LiveMetricsTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private DocumentedDoor door;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        Examples.in(SHOP, door).values().forEach(door::ask);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void every_kind_of_work_is_counted() {
        Set<String> names = lines().stream().map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet());
        assertThat(names)
                .contains(
                        "jangteo_http_requests_total",
                        "jangteo_http_request_duration_seconds_bucket",
                        "jangteo_http_request_duration_seconds_count",
                        "jangteo_http_request_duration_seconds_sum",
                        "jangteo_writer_batch_size_count",
                        "jangteo_writer_wait_seconds_count",
                        "jangteo_writer_queue_length",
                        "jangteo_deliveries_total",
                        "jangteo_deliveries_dead",
                        "jangteo_http_waiting",
                        "jangteo_outbox_pending",
                        "jangteo_outbox_lag_seconds",
                        "jangteo_relay_running",
                        "jangteo_ranking_cache_requests_total",
                        "jangteo_scheduler_runs_total");
        door.ask(RawRequest.get("/nowhere"));
        assertThat(lines()).anyMatch(line -> line.startsWith("jangteo_refusals_total{code=\"NOT_FOUND\"}"));
    }

    @Test
    void every_line_is_a_name_its_labels_and_a_number() {
        assertThat(lines())
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        line -> assertThat(line).matches("jangteo_[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+})? [0-9.E+-]+"));
    }

    @Test
    void calls_are_counted_by_the_routes_of_the_document_and_not_by_what_was_asked_for() {
        long user = SHOP.user(0);
        for (String secret : List.of("4242424242", "%EB%B9%84%EB%B0%80", "secret")) {
            door.ask(RawRequest.get("/api/v1/users/" + secret));
            door.ask(RawRequest.get("/api/v1/users/" + user + "/orders?cursor=" + secret));
            door.ask(RawRequest.get("/" + secret));
            door.ask(RawRequest.get("/api/v1/" + secret + "/" + secret));
            door.ask(RawRequest.of("DELETE", "/api/v1/users/" + secret));
            door.ask(RawRequest.of(secret.replace("%", ""), "/api/v1/products"));
            door.ask(Examples.administrator(RawRequest.of("POST", "/api/v1/admin/snapshots/" + secret + "/restore")));
        }
        lines();
        List<String> lines = lines();
        assertThat(lines).map(LiveMetricsTest::series).noneMatch(told -> told.matches(".*(4242|EB|secret).*"));
        assertThat(count(lines, "GET", "/api/v1/users/{userId}", 400)).isEqualTo(3);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("jangteo_http_requests_total"))
                        .map(line -> line.replaceAll(".*route=\"([^\"]*)\".*", "$1"))
                        .collect(Collectors.toSet()))
                .contains("unmatched", "/api/v1/users/{userId}/orders", "/metrics", "/openapi.json")
                .allMatch(route -> route.equals("unmatched") || route.startsWith("/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "br, gzip;q=0.5", "gzip, deflate", "GZIP", "br, *;q=0.1", "br\r\nAccept-Encoding: gzip"})
    void they_are_compressed_for_who_reads_that(String accepted) throws IOException {
        Response reply = door.ask(RawRequest.get("/metrics").header("Accept-Encoding: " + accepted));
        assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(reply.header("Vary")).contains("Accept-Encoding");
        byte[] read = new GZIPInputStream(new ByteArrayInputStream(reply.bytes())).readAllBytes();
        assertThat(new String(read, StandardCharsets.UTF_8)).contains("jangteo_http_requests_total");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"identity", "br", "gzip;q=0", "br, gzip; q=0.0, identity", "not-gzip", "*;q=0", "*, gzip;q=0"})
    void they_are_plain_for_anyone_else(String accepted) {
        Response reply = door.ask(RawRequest.get("/metrics").header("Accept-Encoding: " + accepted));
        assertThat(reply.header("Content-Encoding")).isNull();
        assertThat(reply.header("Vary")).contains("Accept-Encoding");
        assertThat(reply.text()).contains("jangteo_http_requests_total");
    }

    @Test
    void new_paths_and_methods_make_no_new_lines() {
        door.ask(RawRequest.get("/nowhere"));
        door.ask(RawRequest.of("DELETE", "/"));
        lines();
        int before = lines().size();
        for (int i = 0; i < 50; i++) {
            door.ask(RawRequest.get("/nowhere/" + i));
            door.ask(RawRequest.of("X" + i, "/"));
        }
        assertThat(lines()).hasSize(before);
    }

    private static double count(List<String> lines, String method, String route, int status) {
        String start = "jangteo_http_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"} "
                .formatted(method, route, status);
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                .sum();
    }

    /** A line without its number, which can be any. */
    private static String series(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    private List<String> lines() {
        return door.ask(RawRequest.get("/metrics"))
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
