package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every path of the server with every method that it lacks. */
class MethodTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "TRACE",
            "PROPFIND",
            "MOVE",
            "QUERY",
            "get",
            "Post",
            "X-1");
    private static final List<String> PAGES = List.of("/", "/docs", "/docs/errors", "/openapi.json", "/metrics");

    private DocumentedDoor door;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void a_method_that_a_path_has_not_is_answered_with_those_that_it_has() {
        door.assertNoEffect(() -> allowed().forEach((path, allowed) -> {
            for (String method : METHODS) {
                if (!allowed.contains(method)) {
                    Response reply = door.send(
                            Examples.administrator(RawRequest.of(method, path)).json("{}"));
                    assertThat(reply.status()).as(method + " " + path).isEqualTo(405);
                    assertThat(reply.header("Allow")).as(method + " " + path).isEqualTo(String.join(", ", allowed));
                    assertThat(method.equals("HEAD") || reply.code().equals("METHOD_NOT_ALLOWED"))
                            .isTrue();
                }
            }
        }));
    }

    @Test
    void no_header_replaces_the_method() {
        Map<String, RawRequest> examples = Examples.in(SHOP, door);
        RawRequest charge = examples.get("chargePoints");
        for (String name : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
            door.assertRefused(
                    405,
                    List.of(
                            charge.method("GET").header(name + ": POST"),
                            charge.method("PUT").header(name + ": POST"),
                            examples.get("takeBackup").method("GET").header(name + ": POST"),
                            examples.get("changeProduct").method("POST").header(name + ": PATCH")));
            assertThat(door.send(charge.header(name + ": GET")).json().has("point"))
                    .as(name)
                    .isTrue();
            assertThat(door.send(charge.header(name + ": DELETE")).status())
                    .as(name)
                    .isEqualTo(200);
        }
    }

    @Test
    void options_are_told_for_every_path_and_for_no_other() {
        allowed().forEach((path, allowed) -> {
            Response reply = door.ask(RawRequest.of("OPTIONS", path));
            assertThat(reply.status()).as(path).isEqualTo(204);
            assertThat(reply.header("Allow")).as(path).isEqualTo(String.join(", ", allowed));
            assertThat(reply.bytes()).isEmpty();
        });
        Response unknown = door.send(RawRequest.of("OPTIONS", "/nowhere"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Allow")).isNull();
    }

    @Test
    void head_answers_what_get_answers_without_the_body() {
        Examples.in(SHOP, door).values().stream()
                .filter(request -> request.method().equals("GET"))
                .forEach(this::assertHeadIsGet);
        PAGES.forEach(page -> assertHeadIsGet(RawRequest.get(page)));
        assertHeadIsGet(RawRequest.get("/nowhere"));
        assertHeadIsGet(RawRequest.get("/api/v1/users/999"));
    }

    private void assertHeadIsGet(RawRequest get) {
        Response whole = door.ask(get);
        Response head = door.ask(get.method("HEAD"));
        assertThat(head.status()).as(get.target()).isEqualTo(whole.status());
        assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
        assertThat(head.header("Cache-Control")).isEqualTo(whole.header("Cache-Control"));
        assertThat(head.header("ETag")).isEqualTo(whole.header("ETag"));
    }

    /** Returns a path of each kind with its methods in alphabetical order, from the document and the list of pages. */
    private Map<String, Set<String>> allowed() {
        Map<String, Set<String>> allowed = new TreeMap<>();
        door.operations()
                .forEach(operation -> allowed.computeIfAbsent(
                                operation.path().replaceAll("\\{\\w+}", "1"), path -> new TreeSet<>(Set.of("OPTIONS")))
                        .add(operation.method()));
        PAGES.forEach(page -> allowed.put(page, new TreeSet<>(Set.of("GET", "OPTIONS"))));
        allowed.values().stream().filter(methods -> methods.contains("GET")).forEach(methods -> methods.add("HEAD"));
        assertThat(allowed).hasSizeGreaterThan(35);
        return allowed;
    }
}
