package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and their files as they are sent: how long they may be cached, and what they may load. */
class PageFilesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final Path DIRECTORY = Path.of("src/main/resources/io/jangteo/web/pages");
    private static final Pattern ADDRESS = Pattern.compile("/files/[0-9a-f]+");
    /** A reference to another file, such as {@code './api.js'} and {@code "../directive.js"}. */
    private static final Pattern NAMED = Pattern.compile("[\"']([\\w./-]+\\.(?:js|css|svg|txt))[\"']");

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
    void a_page_is_confirmed_each_time_and_lets_nothing_in(String path) {
        Response page = ok(path);
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Content-Type")).isEqualToIgnoringWhitespace("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
                        + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Response again = door.ask(RawRequest.get(path).header("If-None-Match: " + page.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("Content-Security-Policy")).isEqualTo(page.header("Content-Security-Policy"));
    }

    @Test
    void a_file_is_kept_for_ever_under_an_address_that_names_its_content() throws IOException {
        for (String name : names()) {
            RawRequest request = RawRequest.get(address() + "/" + name);
            Response plain = door.ask(request);
            assertThat(plain.status()).as(name).isEqualTo(200);
            assertThat(plain.header("Cache-Control")).as(name).isEqualTo("public, max-age=31536000, immutable");
            assertThat(plain.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(plain.header("Content-Encoding")).as(name).isNull();
            assertThat(plain.header("Vary")).as(name).contains("Accept-Encoding");
            Response compressed = door.ask(request.header("Accept-Encoding: gzip"));
            assertThat(compressed.header("Content-Encoding")).as(name).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.bytes())).readAllBytes())
                    .as(name)
                    .isEqualTo(plain.bytes());
        }
    }

    @Test
    void a_file_of_another_content_is_not_there() {
        for (String hash : Set.of("0", "0".repeat(16), address().substring("/files/".length()) + "0")) {
            Response reply = door.ask(RawRequest.get("/files/" + hash + "/common/base.css"));
            assertThat(reply.status()).as(hash).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("NOT_FOUND");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/shop.html",
                "/shop/shop.html",
                "/shop",
                "/shop/",
                "/shop/other.js",
                "/shop/cart",
                "/common/BASE.css",
                "/common/base.css%00",
                "/common/base.css/x",
                "/base.css",
                "/lit",
                "/lit/",
                "/lit/package.json",
                "/lit/base.css",
                "/lit/directives/lit-html.js",
                "/shop/../common/base.css",
                "/shop/..%2fcommon%2fbase.css",
                "/common%2fbase.css",
                "/..%2fpages%2fcommon/base.css",
                "/%2e%2e/common/base.css",
                "/lit/..%2fbase.css",
                "/lit/%2e%2e/base.css",
                "//base.css",
                "/common//base.css",
                "/..%5ccommon/base.css",
                "/%2fetc/passwd",
                "/web/PageFiles.class"
            })
    void nothing_but_the_listed_files_is_there(String path) {
        Response reply = door.ask(RawRequest.get(address() + path));
        assertThat(reply.status()).as(reply.toString()).isIn(400, 404);
        assertThat(reply.isProblem()).isTrue();
    }

    @Test
    void every_file_is_used_by_a_page_and_every_one_that_is_used_is_there() throws IOException {
        String address = address() + "/";
        Set<String> used = new TreeSet<>();
        Deque<String> unread = new ArrayDeque<>();
        for (String page : PageFiles.PAGES) {
            String html = Files.readString(DIRECTORY.resolve(page)).replace("{{files}}", address());
            read("/", html, used, unread);
        }
        while (!unread.isEmpty()) {
            String path = unread.remove();
            read(path, ok(path).text(), used, unread);
        }
        assertThat(names().stream().map(address::concat)).containsAll(used);
        assertThat(used).containsAll(ours().stream().map(address::concat).toList());
    }

    /** Adds the files that the text names, and those of them that may name others to the unread ones. */
    private static void read(String path, String text, Set<String> used, Deque<String> unread) {
        NAMED.matcher(text)
                .results()
                .map(found -> URI.create(path).resolve(found.group(1)).getPath())
                .filter(used::add)
                .filter(name -> name.endsWith(".js") && !name.endsWith("/chart.js"))
                .forEach(unread::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rush", "/office"})
    void a_page_loads_one_script_and_one_sheet_after_its_theme(String path) {
        String name = path.equals("/") ? "shop" : path.substring(1);
        List<String> loaded = NAMED.matcher(ok(path).text())
                .results()
                .map(found -> found.group(1).replace(address() + "/", ""))
                .toList();
        assertThat(loaded)
                .containsExactly(
                        "common/icon.svg", "joined/" + name + ".css", "common/theme.js", "joined/" + name + ".js");
    }

    @Test
    void what_was_joined_keeps_the_licences_and_leaves_out_the_comments() {
        String script = ok(address() + "/joined/shop.js").text();
        assertThat(script)
                .contains("// shop/cart.js\n", "SPDX-License-Identifier: BSD-3-Clause")
                .doesNotContain("// The shop page:", "/** Ignores the second press");
        String style = ok(address() + "/joined/shop.css").text();
        assertThat(style).startsWith(":root").contains(".cart", ".goods").doesNotContain("/*");
    }

    @Test
    void all_files_of_the_folder_are_there_but_the_pages_themselves() throws IOException {
        assertThat(names()).containsAll(ours()).noneMatch(name -> name.endsWith(".html"));
    }

    /** What stands in the source; what was built may hold more, if it was built before. */
    private static Set<String> ours() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> DIRECTORY.relativize(file).toString())
                    .filter(name -> !name.endsWith(".html"))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> names() {
        return new PageFiles(false).loaded().assets().keySet();
    }

    private String address() {
        Matcher address = ADDRESS.matcher(ok("/").text());
        assertThat(address.find()).isTrue();
        return address.group();
    }

    private Response ok(String path) {
        Response reply = door.ask(RawRequest.get(path));
        assertThat(reply.status()).as(path).isEqualTo(200);
        return reply;
    }
}
