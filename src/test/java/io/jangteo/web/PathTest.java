package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Paths that are not quite those of the document. */
@BothEngines
@Tag("wide")
class PathTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final List<String> NO_IDS = List.of(
            "-1",
            "-0",
            "abc",
            "1a",
            "1.0",
            "1e0",
            "0x1",
            "+1",
            "%2B1",
            "1234567890123456789",
            "9".repeat(400),
            "%00",
            "1%00",
            "1%20",
            "%201",
            "%2F",
            "1%2F2",
            "1%2F..%2F2",
            "%5C",
            "1;x=1",
            ";",
            "%EF%BC%91",
            "%D9%A1",
            "null",
            "1,2",
            "'1'",
            "1'%20OR%20'1'='1",
            "%0d%0aX:1");

    /** Texts that are invalid in any path. */
    private static final List<String> NO_PATHS =
            List.of("%zz", "%", "%1", "%c3%28", "%ff", "\"1\"", "<1>", "{1}", "1|2", "^", "`", "\\", "1\u00e9");

    private DocumentedDoor door;
    private Map<String, RawRequest> examples;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        examples = Examples.in(SHOP, door);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void what_is_no_id_is_malformed_wherever_an_id_stands() {
        List<RawRequest> requests = new ArrayList<>();
        eachIdPath((request, path) -> NO_IDS.forEach(id -> requests.add(request.target(path.replace("@", id)))));
        assertThat(requests).hasSizeGreaterThan(300);
        door.assertRefused(400, requests);
    }

    @Test
    void what_cannot_stand_in_a_path_is_malformed_wherever_an_id_stands() {
        List<RawRequest> requests = new ArrayList<>();
        eachIdPath((request, path) -> NO_PATHS.forEach(id -> requests.add(request.target(path.replace("@", id)))));
        door.assertRefused(400, requests);
    }

    @Test
    void an_id_that_nobody_has_is_told_to_be_unknown() {
        List<String> codes = new ArrayList<>();
        door.assertNoEffect(() -> eachIdPath((request, path) -> {
            for (String id : List.of("0", "999999", "999999999999999999")) {
                Response reply = door.send(request.target(path.replace("@", id)));
                assertThat(reply.status()).as(request + " with " + id).isIn(400, 404);
                codes.add(reply.code());
            }
        }));
        assertThat(codes)
                .hasSizeGreaterThan(30)
                .allSatisfy(code -> assertThat(code).endsWith("NOT_FOUND"));
    }

    @Test
    void what_is_no_date_is_malformed() {
        RawRequest ranking = examples.get("computeRanking");
        door.assertRefused(
                400,
                Stream.of(
                                "yesterday",
                                "2026-13-01",
                                "2026-02-30",
                                "2026-1-1",
                                "20261101",
                                "26-11-01",
                                "2026-11-01T00:00",
                                "2026-11-01Z",
                                "-2026-11-01",
                                "%2B999999999-12-31",
                                "9999-12-31",
                                "%00",
                                "2026-11-01%20",
                                "%EF%BC%92026-11-01",
                                "1",
                                "-1",
                                "null")
                        .map(date -> ranking.target("/api/v1/admin/ranking/" + date))
                        .toList());
    }

    @Test
    @SqliteOnly("names a snapshot")
    void what_is_no_name_of_a_snapshot_is_malformed() {
        RawRequest restore = examples.get("restoreSnapshot");
        door.assertRefused(
                400,
                Stream.of(
                                "..%2Fkept",
                                "%2e%2e%2fkept",
                                "kept%2F..%2Fkept",
                                "..%5Ckept",
                                "kept.db",
                                "kept%00",
                                "%20",
                                "a".repeat(65),
                                "%EA%B0%80",
                                "%2Fetc%2Fpasswd",
                                "kept;x")
                        .map(name -> restore.target("/api/v1/admin/snapshots/" + name + "/restore"))
                        .toList());
        assertThat(door.send(restore.target("/api/v1/admin/snapshots/never/restore"))
                        .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void a_path_that_nobody_knows_is_not_found() {
        door.assertRefused(
                404,
                Stream.of(
                                "/nowhere",
                                "/api",
                                "/api/",
                                "/api/v1",
                                "/api/v2/products",
                                "/api/v1/user/1",
                                "/api/v1/users",
                                "/api/v1/users/1/nothing",
                                "/api/v1/USERS/1",
                                "/API/v1/users/1",
                                "/api/v1/admin",
                                "/api/v1/admin/",
                                "/health",
                                "/health/live/now",
                                "/metrics.json",
                                "/docs/swagger-ui-bundle.js",
                                "/docs/nothing.js",
                                "/docs/index.html",
                                "/WEB-INF/web.xml",
                                "/META-INF/MANIFEST.MF",
                                "/openapi",
                                "/.git/config",
                                "/index.html",
                                "/api/v1/;/x")
                        .map(RawRequest::get)
                        .toList());
    }

    @Test
    void a_dot_in_a_path_stands_for_itself() {
        door.assertRefused(
                404,
                Stream.of("/openapiXjson", "/rushX", "/docsXerrors", "/docs/errors%2E")
                        .map(RawRequest::get)
                        .toList());
    }

    @Test
    void slashes_in_a_row_are_not_one_slash() {
        List<RawRequest> requests = new ArrayList<>();
        examples.values().forEach(request -> {
            String target = request.target();
            requests.add(request.target("/" + target));
            requests.add(request.target(target.replaceFirst("/v1/|/live|/ready", "/$0")));
            requests.add(request.target(request.path() + "//"));
        });
        door.assertRefused(404, requests);
    }

    @Test
    void a_path_that_climbs_is_refused() {
        for (String path : List.of(
                "/api/v1/users/../users/1",
                "/api/v1/users/%2e%2e/users/1",
                "/../../etc/passwd",
                "/docs/../../../etc/passwd",
                "/docs/%2e%2e/%2e%2e/etc/passwd",
                "/docs/..%2f..%2f..%2fetc%2fpasswd",
                "/docs/..;/docs.css",
                "/%2e/docs",
                "/docs/....//docs.css")) {
            assertThat(door.send(RawRequest.get(path)).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void a_slash_at_the_end_changes_nothing() {
        door.assertNoEffect(() -> examples.values().stream()
                .filter(request -> request.method().equals("GET"))
                .forEach(request -> {
                    Response slashed = door.ask(request.target(request.target().replaceFirst("(\\?|$)", "/$1")));
                    assertThat(slashed.status()).as(request.toString()).isEqualTo(200);
                    assertThat(slashed.text()).isEqualTo(door.ask(request).text());
                }));
        RawRequest unknown = RawRequest.post("/api/v1/users/1/points/charge/", "{\"amount\":1}");
        assertThat(door.ask(unknown).code()).isEqualTo("INVALID_CHARGE_AMOUNT");
    }

    /** Visits every position of an id in every path, marked @. */
    private void eachIdPath(BiConsumer<RawRequest, String> action) {
        examples.values().forEach(request -> {
            String[] parts = request.target().split("/");
            for (int i = 0; i < parts.length; i++) {
                if (parts[i].matches("\\d+(\\?.*)?")) {
                    String[] marked = parts.clone();
                    marked[i] = parts[i].replaceFirst("\\d+", "@");
                    action.accept(request, String.join("/", marked));
                }
            }
        });
    }
}
