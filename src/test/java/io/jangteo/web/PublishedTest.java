package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An open shop in test mode on every address, whose port is guarded from outside. */
class PublishedTest {
    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.host("0.0.0.0").published(true).allowHosts("shop"));

    private static final RawRequest PRODUCTS = RawRequest.get("/api/v1/products");

    @ParameterizedTest
    @ValueSource(strings = {"shop:8080", "localhost", "a.localhost", "host.docker.internal:8080", "172.17.0.2:8080"})
    void it_answers_to_the_names_that_containers_use(String host) {
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            assertThat(door.send(PRODUCTS.header("Host: " + host)).status()).isEqualTo(200);
        }
    }

    @Test
    void any_other_name_is_refused_with_the_flag_that_allows_it() {
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            Response reply = door.send(PRODUCTS.header("Host: evil.example:80").header("Accept-Language: en"));
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.json().path("detail").asText()).contains("--allow-host evil.example");
        }
    }

    @Test
    void what_it_measures_wants_the_admin_key() {
        RawRequest metrics = RawRequest.get("/metrics");
        try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
            Response refused = door.ask(metrics);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(door.ask(metrics.header("Authorization: Bearer nonsense"))
                            .status())
                    .isEqualTo(401);
            Response shown = door.ask(Examples.administrator(metrics));
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.text()).contains("jangteo_http_requests_total");
        }
    }
}
