package io.jangteo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.jangteo.TestShop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of somebody else, in the browser of somebody who runs a shop, learns nothing of what is in the shop. */
@Tag("slow")
class StrangePageTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    /** Loads the address in the element and tells by which event that ended. */
    private static final String LOADED = "([tag, attribute, url]) => new Promise((resolve) => {"
            + " const element = document.createElement(tag);"
            + " if (tag === 'link') { element.rel = 'stylesheet'; }"
            + " element.onload = () => resolve('load'); element.onerror = () => resolve('error');"
            + " element[attribute] = url; document.head.append(element); if (tag === 'object') document.body.append(element); })";

    private static final String FETCHED =
            "([mode, url, headers]) => fetch(url, { mode, headers, credentials: 'include' })"
                    + ".then((reply) => reply.type + ' ' + reply.status, (thrown) => 'error')";

    private static final String COUNTED = "(url) => new Promise((resolve) => {"
            + " const frame = document.createElement('iframe');"
            + " frame.onload = () => resolve('load ' + frame.contentWindow.length);"
            + " frame.onerror = () => resolve('error'); frame.src = url; document.body.append(frame); })";

    private static HttpServer elsewhere;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            byte[] page = "<!doctype html><title>elsewhere</title><body>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        elsewhere.start();
        chromium = Chromium.start("--host-resolver-rules=MAP evil.example 127.0.0.1");
    }

    @AfterAll
    static void close() {
        chromium.close();
        elsewhere.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost"})
    void what_is_there_and_what_is_not_look_the_same_to_it(String host) {
        long user = SHOP.user(0);
        String there = SHOP.baseUrl() + "/api/v1/users/" + user;
        String missing = SHOP.baseUrl() + "/api/v1/nothing/here";
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = page(context, host);
            Map.of("script", "src", "img", "src", "link", "href", "object", "data")
                    .forEach((tag, attribute) -> {
                        Object ofThere = page.evaluate(LOADED, new Object[] {tag, attribute, there});
                        Object ofMissing = page.evaluate(LOADED, new Object[] {tag, attribute, missing});
                        assertThat(ofThere).as(tag).isEqualTo(ofMissing);
                    });
            assertThat(page.evaluate(COUNTED, there)).isEqualTo(page.evaluate(COUNTED, missing));
            Object[] blind = {"no-cors", there, Map.of()};
            Object[] blindElsewhere = {"no-cors", missing, Map.of()};
            assertThat(page.evaluate(FETCHED, blind)).isEqualTo(page.evaluate(FETCHED, blindElsewhere));
        }
    }

    @Test
    void it_cannot_read_what_a_page_of_this_machine_can() {
        String products = SHOP.baseUrl() + "/api/v1/products";
        Map<String, String> headers = Map.of("baggage", "a=b", "sentry-trace", "1", "X-Requested-With", "fetch");
        Object[] call = {"cors", products, headers};
        try (BrowserContext context = chromium.browser().newContext()) {
            assertThat(page(context, "evil.example").evaluate(FETCHED, call)).isEqualTo("error");
            assertThat(page(context, "localhost").evaluate(FETCHED, call)).isEqualTo("cors 200");
        }
    }

    private static Page page(BrowserContext context, String host) {
        Page page = context.newPage();
        page.navigate("http://" + host + ":" + elsewhere.getAddress().getPort() + "/");
        return page;
    }
}
