package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every administrative call requires the admin key, on an open server too. */
@BothEngines
@Tag("wide")
class AdministrationTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final String KEY = TestShop.ADMIN_KEY;

    private DocumentedDoor door;
    private List<RawRequest> calls;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP);
        calls = Examples.in(SHOP, door).values().stream()
                .filter(request -> request.path().startsWith("/api/v1/admin/"))
                .toList();
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void every_operation_of_administration_says_so_in_the_document() {
        List<DocumentedDoor.Operation> administration = door.operations().stream()
                .filter(operation -> operation.path().startsWith("/api/v1/admin/"))
                .toList();
        assertThat(administration)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(operation -> assertThat(
                                operation.description().path("security").toString())
                        .as(operation.id())
                        .isEqualTo("[{\"adminKey\":[]}]"));
    }

    @Test
    void without_the_key_nothing_is_done_and_a_key_is_asked_for() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest call : calls) {
            requests.add(call.without("Authorization"));
            for (String credential : List.of(
                    "",
                    "Bearer",
                    "Bearer ",
                    KEY,
                    "Bearer " + KEY + "x",
                    "Bearer x" + KEY,
                    "Bearer " + KEY.toUpperCase(),
                    "Bearer " + KEY.substring(1),
                    "Bearer " + KEY + " " + KEY,
                    "Basic " + KEY,
                    "Token " + KEY,
                    "Bearer=" + KEY,
                    "Bearer " + "x".repeat(5_000),
                    "Bearer null",
                    "Bearer a.b.c")) {
                requests.add(call.header("Authorization: " + credential));
            }
        }
        door.assertRefused(401, requests);
        assertThat(door.send(requests.get(0)).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(door.send(requests.get(0)).code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void a_key_in_the_address_or_the_body_is_no_key() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest call : calls) {
            RawRequest bare = call.without("Authorization");
            requests.add(bare.target(bare.path() + "?access_token=" + KEY));
            requests.add(bare.json("{\"adminKey\":\"" + KEY + "\"}"));
            requests.add(bare.header("X-Api-Key: " + KEY).header("Cookie: Authorization=Bearer " + KEY));
        }
        door.assertRefused(401, requests);
    }

    @Test
    void who_calls_is_asked_before_anything_else_is_looked_at() {
        List<RawRequest> requests = new ArrayList<>();
        for (RawRequest call : calls) {
            RawRequest bare = call.without("Authorization");
            requests.add(bare.header("Content-Type: text/plain").body("{"));
            requests.add(bare.target(bare.path() + "?unknown=1"));
            requests.add(bare.header("Idempotency-Key: " + "k".repeat(300)));
        }
        door.assertRefused(401, requests);
    }

    @Test
    void a_shoppers_token_is_known_and_does_not_suffice() {
        Response token = door.send(
                Examples.administrator(RawRequest.post("/api/v1/admin/tokens", "{\"userId\":1,\"ttlSeconds\":60}")));
        String credential =
                "Authorization: Bearer " + token.json().path("token").asText();
        door.assertRefused(
                403, calls.stream().map(call -> call.header(credential)).toList());
    }

    @Test
    void the_name_of_the_scheme_is_the_same_in_any_letters() {
        RawRequest users = RawRequest.get("/api/v1/admin/users");
        for (String scheme : List.of("Bearer ", "bearer ", "BEARER ", "Bearer  ")) {
            assertThat(door.send(users.header("Authorization: " + scheme + KEY)).status())
                    .as(scheme)
                    .isEqualTo(200);
        }
    }

    @Test
    void the_key_opens_what_needs_none_as_well() {
        Map<String, RawRequest> open =
                Map.of("products", RawRequest.get("/api/v1/products"), "user", RawRequest.get("/api/v1/users/1"));
        open.values().forEach(request -> {
            assertThat(door.send(Examples.administrator(request)).status()).isEqualTo(200);
            assertThat(door.send(request.header("Authorization: nonsense")).status())
                    .isEqualTo(200);
        });
    }
}
