package io.jangteo.administration;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.security.Caller;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys of administration beside the owner's. */
@BothEngines
class KeyRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_named_key_administers_and_is_named_in_the_audit() {
        String key = make("crm");
        long user = json(as(key).json(Map.of("name", "김하나")).post("/admin/users"), 201)
                .path("id")
                .asLong();
        JsonNode entry = json(as(key).queryParam("operation", "createUser").get("/admin/audit"), 200)
                .at("/entries/0");
        assertThat(entry.path("key").asText()).isEqualTo("crm");
        assertThat(entry.path("target").asText()).isEqualTo("users/" + user);
        assertThat(json(SHOP.admin().queryParam("operation", "createKey").get("/admin/audit"), 200)
                        .at("/entries/0/target")
                        .asText())
                .isEqualTo("keys/crm");
    }

    @Test
    void the_key_is_shown_once_and_only_its_hash_is_kept() {
        Response made = SHOP.admin(Map.of("name", "crm"))
                .header("Idempotency-Key", "k")
                .post("/admin/keys")
                .require(201);
        String key = made.json().path("key").asText();
        assertThat(made.json().path("name").asText()).isEqualTo("crm");
        assertThat(key).hasSizeGreaterThan(40);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(SHOP.admin().get("/admin/keys").require(200).text())
                .contains("crm")
                .doesNotContain(key);
        for (String table : List.of("named_key", "audit_entry", "idempotency_key", "setting")) {
            List<String> rows = SHOP.database()
                    .read(handle -> handle.createQuery("SELECT * FROM " + table)
                            .map((row, context) -> {
                                StringBuilder text = new StringBuilder();
                                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                    text.append(new String(
                                            row.getObject(i) == null
                                                    ? new byte[0]
                                                    : row.getObject(i)
                                                            .toString()
                                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                            java.nio.charset.StandardCharsets.UTF_8));
                                }
                                return text.toString();
                            })
                            .list());
            assertThat(rows).as(table).noneMatch(row -> row.contains(key));
        }
        assertThat(SHOP.admin(Map.of("name", "crm"))
                        .header("Idempotency-Key", "k")
                        .post("/admin/keys")
                        .outcome())
                .as("the Idempotency-Key is ignored")
                .isEqualTo("409 KEY_NAME_TAKEN");
    }

    @Test
    void a_name_is_given_once_for_good() {
        make("crm");
        assertThat(create("crm").outcome()).isEqualTo("409 KEY_NAME_TAKEN");
        json(SHOP.admin().post("/admin/keys/crm/revoke"), 200);
        assertThat(create("crm").outcome()).isEqualTo("409 KEY_NAME_TAKEN");
        assertThat(create("owner").outcome()).isEqualTo("409 KEY_NAME_TAKEN");
        for (String name : List.of("", "두리", "a/b", ".", "..", "a".repeat(65))) {
            assertThat(create(name).outcome()).as(name).isEqualTo("400 MALFORMED_REQUEST");
        }
        make("a".repeat(64));
    }

    @Test
    void the_owners_key_alone_makes_and_revokes() {
        String key = make("crm");
        make("till");
        assertThat(as(key).json(Map.of("name", "more")).post("/admin/keys").outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(as(key).post("/admin/keys/till/revoke").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(as(key).post("/admin/keys/crm/revoke").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(json(as(key).get("/admin/keys"), 200).path("keys").findValuesAsText("name"))
                .containsExactly("crm", "till");
        assertThat(json(SHOP.admin().queryParam("operation", "revokeKey").get("/admin/audit"), 200)
                        .path("entries"))
                .isEmpty();
    }

    @Test
    void a_revoked_key_is_refused_from_then_on_and_others_are_not() {
        String key = make("crm");
        String other = make("till");
        json(as(key).get("/admin/users"), 200);
        JsonNode revoked = json(SHOP.admin().post("/admin/keys/crm/revoke"), 200);
        assertThat(revoked.path("revokedAt").asText()).isNotEmpty();
        assertThat(as(key).get("/admin/users").outcome()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(as(key).json(Map.of("name", "김하나")).post("/admin/users").outcome())
                .isEqualTo("401 UNAUTHENTICATED");
        json(as(other).get("/admin/users"), 200);
        SHOP.advance(Duration.ofHours(1));
        JsonNode again = json(SHOP.admin().post("/admin/keys/crm/revoke"), 200);
        assertThat(again.path("revokedAt")).as("it stays as it was").isEqualTo(revoked.path("revokedAt"));
        assertThat(json(SHOP.admin().queryParam("operation", "revokeKey").get("/admin/audit"), 200)
                        .path("entries"))
                .hasSize(1);
        assertThat(SHOP.admin().post("/admin/keys/nobody/revoke").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void a_revoked_key_is_refused_where_anyone_else_is_served_but_by_the_probes() {
        String key = make("crm");
        long user = SHOP.user(0);
        long product = SHOP.product("사과", 1, 1);
        List<String> open = List.of(
                "/api/v1/users/" + user,
                "/api/v1/products",
                "/api/v1/products/" + product,
                "/api/v1/products/popular",
                "/api/v1/coupons",
                "/api/v1/shop",
                "/metrics",
                "/openapi.json",
                "/");
        open.forEach(path -> as(key).basePath("").get(path).require(200));
        json(SHOP.admin().post("/admin/keys/crm/revoke"), 200);
        for (String path : open) {
            assertThat(as(key).basePath("").get(path).outcome()).as(path).isEqualTo("401 UNAUTHENTICATED");
            SHOP.api().basePath("").bearer("bogus").get(path).require(200);
        }
        assertThat(as(key).json(Map.of("amount", 1_000))
                        .post("/users/{id}/points/charge", user)
                        .outcome())
                .isEqualTo("401 UNAUTHENTICATED");
        assertThat(SHOP.pointsOf(user)).isZero();
        as(key).basePath("").get("/health/live").require(200);
        as(key).basePath("").get("/health/ready").require(200);
    }

    @Test
    void a_change_that_was_admitted_before_its_key_was_revoked_does_not_commit_after() {
        String key = make("crm");
        NamedKeys keys = new NamedKeys(SHOP.database(), SHOP::now);
        Audit audit = new Audit(
                SHOP.database(), keys, new io.jangteo.schedule.BusinessDays(java.time.ZoneId.of("Asia/Seoul")));
        assertThat(keys.callerOf(key)).contains(new Caller.Administrator("crm"));
        json(SHOP.admin().post("/admin/keys/crm/revoke"), 200);
        var change = new io.jangteo.web.Change("crm", "createUser", "users/1", null, "late");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> SHOP.database().run(tx -> audit.note(tx, change)))
                .hasMessageContaining("UNAUTHENTICATED");
    }

    @Test
    void when_a_key_was_last_used_is_known_to_a_minute() {
        String key = make("crm");
        assertThat(listed("crm").path("lastUsedAt").isNull()).isTrue();
        json(as(key).get("/admin/users"), 200);
        SHOP.advance(Duration.ofMinutes(2));
        assertThat(listed("crm").path("lastUsedAt").isTextual()).isTrue();
        assertThat(listed("crm").path("createdAt").isTextual()).isTrue();
        assertThat(listed("crm").path("revokedAt").isNull()).isTrue();
    }

    @Test
    void what_looks_like_a_key_and_is_none_is_refused() {
        for (String wrong : List.of("jangteo_", "jangteo_" + "0".repeat(64), "jangteo_" + "x".repeat(5_000))) {
            assertThat(as(wrong).get("/admin/users").outcome()).isEqualTo("401 UNAUTHENTICATED");
        }
    }

    @Test
    void a_reset_takes_the_keys_with_the_shop() {
        String key = make("crm");
        json(as(key).post("/admin/reset"), 200);
        assertThat(as(key).get("/admin/users").outcome()).isEqualTo("401 UNAUTHENTICATED");
        make("crm");
    }

    @Test
    void keys_are_still_valid_after_a_restart() {
        String key = make("crm");
        SHOP.restart();
        json(as(key).get("/admin/users"), 200);
    }

    private static JsonNode listed(String name) {
        for (JsonNode key : json(SHOP.admin().get("/admin/keys"), 200).path("keys")) {
            if (key.path("name").asText().equals(name)) {
                return key;
            }
        }
        throw new AssertionError("There is no key " + name);
    }

    private static String make(String name) {
        return json(create(name), 201).path("key").asText();
    }

    private static Response create(String name) {
        return SHOP.admin(Map.of("name", name)).post("/admin/keys");
    }

    private static ApiCall as(String key) {
        return SHOP.api().bearer(key);
    }
}
