package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a running server and what they load: everything from this server, and nothing else allowed. */
class LivePagesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final Pattern LOADED = Pattern.compile("<(?:script|link|img)[^>]*(?:src|href)=\"([^\"]*)\"");
    private static final Pattern STYLE_ADDRESS = Pattern.compile("(?:url\\(|@import)\\s*[\"']?([^\"')]*)");
    private static final Map<String, String> TYPES = Map.of(
            "json",
            "application/json",
            "js",
            "text/javascript",
            "css",
            "text/css",
            "png",
            "image/png",
            "svg",
            "image/svg+xml",
            "ico",
            "image/x-icon");

    private DocumentedDoor door;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rush", "/office", "/docs", "/docs/errors"})
    void a_page_loads_all_it_needs_from_this_server(String path) {
        String page = ok(path).text();
        List<String> loaded =
                LOADED.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(loaded).isNotEmpty().allSatisfy(address -> {
            assertThat(address).matches("/[^/].*|data:.*");
            if (!address.startsWith("data:")) {
                String type = TYPES.get(address.substring(address.lastIndexOf('.') + 1));
                assertThat(ok(address).header("Content-Type")).as(address).startsWith(type);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rush", "/office", "/docs", "/docs/errors"})
    void a_page_lets_nothing_in_from_elsewhere(String path) {
        String policy = ok(path).header("Content-Security-Policy");
        assertThat(policy).startsWith("default-src 'none'").contains("frame-ancestors 'none'", "base-uri 'none'");
        assertThat(Stream.of(policy.split("; ")).map(part -> part.split(" ", 2)[1]))
                .allSatisfy(sources -> assertThat(List.of(sources.split(" "))).isSubsetOf("'none'", "'self'", "data:"));
        assertThat(Stream.of(policy.split("; ")).filter(part -> part.startsWith("script-src")))
                .allMatch("script-src 'self'"::equals);
        String page = ok(path).text();
        assertThat(page.replaceAll("<script [^>]*src=\"[^\"]*\"[^>]*></script>", ""))
                .doesNotContain("<script");
        assertThat(page).doesNotContainPattern("\\son[a-z]+=").doesNotContain("javascript:");
    }

    @Test
    void no_style_names_an_address_elsewhere() {
        Stream.of("/", "/rush", "/office", "/docs", "/docs/errors")
                .flatMap(page -> LOADED.matcher(ok(page).text()).results().map(found -> found.group(1)))
                .filter(address -> address.endsWith(".css"))
                .forEach(address -> assertThat(
                                STYLE_ADDRESS.matcher(ok(address).text()).results())
                        .as(address)
                        .allSatisfy(found -> assertThat(found.group(1)).startsWith("data:")));
    }

    @Test
    void the_document_names_no_server_but_this_one() {
        assertThat(door.openApi().path("servers"))
                .singleElement()
                .satisfies(server -> assertThat(server.path("url").asText()).isEqualTo("/"));
        assertThat(door.openApi().toString()).doesNotContain("http://", "https://");
    }

    private Response ok(String path) {
        Response reply = door.ask(RawRequest.get(path));
        assertThat(reply.status()).as(path).isEqualTo(200);
        assertThat(reply.bytes()).as(path).isNotEmpty();
        return reply;
    }
}
