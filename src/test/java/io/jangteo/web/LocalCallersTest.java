package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An open server refuses callers from elsewhere who come through a proxy on this machine. */
@Tag("slow")
class LocalCallersTest {
    @RegisterExtension
    static final TestShop OPEN = TestShop.standard();

    @RegisterExtension
    static final TestShop TEST_MODE = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    @RegisterExtension
    static final TestShop PUBLISHED = TestShop.with(settings -> settings.published(true));

    @RegisterExtension
    static final TestShop BEHIND_PROXY = TestShop.with(settings -> settings.trustedProxies("127.0.0.0/8"));

    private static final RawRequest PRODUCTS = RawRequest.get("/api/v1/products");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.7",
                "X-Forwarded-For: 192.168.0.7, 127.0.0.1",
                "X-Forwarded-For: unknown",
                "X-Forwarded-For: phone.local",
                "X-Real-IP: 10.0.0.7",
                "X-Client-IP: 10.0.0.7",
                "CF-Connecting-IP: 2001:db8::1",
                "True-Client-IP: 10.0.0.7",
                "X-Forwarded-Host: shop.example",
                "X-Forwarded-Host: 192.168.0.2:5173",
                "X-Forwarded-Host: localhost, shop.example",
                "X-Original-Host: shop.example",
                "Forwarded: for=203.0.113.7",
                "Forwarded: for=127.0.0.1;host=shop.example",
                "Forwarded: for=127.0.0.1, for=203.0.113.7",
                "Forwarded: for=unknown",
                "Forwarded: for=_secret",
                "Forwarded: for=\"",
                "Forwarded: nonsense"
            })
    void whoever_comes_from_elsewhere_is_turned_away(String header) {
        for (TestShop shop : List.of(OPEN, TEST_MODE)) {
            try (DocumentedDoor door = new DocumentedDoor(shop)) {
                door.assertRefused(
                        403,
                        List.of(
                                PRODUCTS.header(header),
                                RawRequest.get("/metrics").header(header),
                                Examples.administrator(RawRequest.post("/api/v1/admin/users", "{\"name\":\"김하나\"}"))
                                        .header(header)));
                Response reply = door.send(PRODUCTS.header(header).header("Accept-Language: en"));
                assertThat(reply.json().path("detail").asText())
                        .contains(header.substring(0, header.indexOf(':')), "--published", "--trusted-proxy");
            }
        }
        for (TestShop shop : List.of(PUBLISHED, BEHIND_PROXY)) {
            try (DocumentedDoor door = new DocumentedDoor(shop)) {
                assertThat(door.send(PRODUCTS.header(header)).status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-For: ::1",
                "X-Forwarded-For: ::ffff:127.0.0.1",
                "X-Forwarded-For: [::1]:51234, 127.0.0.1:80",
                "X-Forwarded-For: localhost",
                "X-Forwarded-For:",
                "X-Real-IP: 127.0.0.1",
                "X-Forwarded-Host: localhost:5173",
                "X-Forwarded-Host: app.localhost:5173",
                "X-Forwarded-Host: [::1]:5173",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 5173",
                "X-Forwarded-Server: laptop.example",
                "Via: 1.1 vite",
                "Forwarded: for=127.0.0.1;host=localhost:5173;proto=http",
                "Forwarded: for=\"[::1]:5173\";by=_dev",
                "Forwarded: proto=http"
            })
    void a_proxy_for_development_on_this_machine_is_served(String header) {
        for (TestShop shop : List.of(OPEN, TEST_MODE, PUBLISHED, BEHIND_PROXY)) {
            try (DocumentedDoor door = new DocumentedDoor(shop)) {
                assertThat(door.send(PRODUCTS.header(header)).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void two_lines_say_as_much_as_one() {
        String request = "GET /api/v1/products HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 127.0.0.1\r\n"
                + "X-Forwarded-For: 203.0.113.7\r\n\r\n";
        try (Connection connection = Connection.to(OPEN.baseUrl())) {
            assertThat(connection.send(request).read().status()).isEqualTo(403);
        }
    }
}
