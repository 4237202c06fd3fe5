package io.jangteo.administration;

import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What administration changed, as it reads it afterwards. */
@BothEngines
class AuditRoutesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void an_entry_tells_who_changed_what_when_and_why() {
        long user = SHOP.user(0);
        Response reply = SHOP.admin(Map.of("amount", 500, "reason", "개업 선물"))
                .header("X-Request-Id", "from-the-till")
                .post("/admin/users/{id}/points/adjust", user)
                .require(200);
        assertThat(reply.header("X-Request-Id")).isEqualTo("from-the-till");
        JsonNode entry = audit("operation", "adjustPoints").get(0);
        assertThat(entry.path("key").asText()).isEqualTo("owner");
        assertThat(entry.path("operation").asText()).isEqualTo("adjustPoints");
        assertThat(entry.path("target").asText()).isEqualTo("users/" + user);
        assertThat(entry.path("reason").asText()).isEqualTo("개업 선물");
        assertThat(entry.path("requestId").asText()).isEqualTo("from-the-till");
        assertThat(entry.path("at").asText()).endsWith("+09:00");
        JsonNode created = audit("operation", "createUser").get(0);
        assertThat(created.path("target").asText()).isEqualTo("users/" + user);
        assertThat(created.path("reason").isNull()).isTrue();
    }

    @Test
    void what_is_about_nothing_in_its_path_says_what_it_is_about() {
        long user = SHOP.user(0);
        json(SHOP.admin(Map.of("userId", user, "ttlSeconds", 60)).post("/admin/tokens"), 200);
        SHOP.advance(Duration.ZERO);
        assertThat(targets("createToken")).containsExactly("users/" + user);
        assertThat(targets("advanceClock")).contains("clock");
        assertThat(targets("resetShop")).containsExactly("reset");
    }

    @Test
    void a_refusal_and_a_repetition_leave_nothing_more() {
        long user = SHOP.user(0);
        SHOP.admin(Map.of("amount", -1, "reason", "없는 것"))
                .post("/admin/users/{id}/points/adjust", user)
                .require(409);
        Map<String, Object> body = Map.of("amount", 5_000, "reference", "pay-1");
        for (int times = 0; times < 2; times++) {
            SHOP.admin(body).post("/admin/users/{id}/points/charge", user).require(200);
            SHOP.admin(Map.of("amount", 7, "reason", "덤"))
                    .header("Idempotency-Key", "k")
                    .post("/admin/users/{id}/points/adjust", user)
                    .require(200);
            SHOP.admin(Map.of("amount", 6_000, "reference", "pay-2"))
                    .header("Idempotency-Key", "c")
                    .post("/admin/users/{id}/points/charge", user)
                    .require(200);
        }
        assertThat(audit("operation", "adjustPoints")).hasSize(1);
        assertThat(audit("operation", "chargePaidPoints")).hasSize(2);
    }

    @Test
    void closing_a_closed_offer_changes_nothing_and_leaves_nothing() {
        long coupon = SHOP.coupon(1_000, 5);
        for (int times = 0; times < 2; times++) {
            SHOP.admin().post("/admin/coupons/{id}/close", coupon).require(200);
        }
        assertThat(targets("closeCoupon")).containsExactly("coupons/" + coupon);
    }

    @Test
    void a_change_that_changes_nothing_leaves_nothing() {
        long user = SHOP.user("김하나", 0);
        long product = SHOP.product("사과", 1_000, 3);
        long coupon = SHOP.coupon(1_000, 5);
        Map<String, Map<String, Object>> changes = Map.of(
                "/admin/users/" + user, Map.of("name", "김두나"),
                "/admin/products/" + product, Map.of("name", "배", "price", 1_000, "onSale", false),
                "/admin/coupons/" + coupon, Map.of("name", "마감 쿠폰", "quantity", 7));
        changes.forEach((path, change) -> {
            JsonNode before = json(SHOP.admin("{}").patch(path), 200);
            JsonNode changed = json(SHOP.admin(change).patch(path), 200);
            assertThat(changed).isNotEqualTo(before);
            assertThat(json(SHOP.admin(change).patch(path), 200)).isEqualTo(changed);
            assertThat(json(SHOP.admin("{}").patch(path), 200)).isEqualTo(changed);
        });
        assertThat(targets("changeUser")).containsExactly("users/" + user);
        assertThat(targets("changeProduct")).containsExactly("products/" + product);
        assertThat(targets("changeCoupon")).containsExactly("coupons/" + coupon);
    }

    @Test
    void what_no_call_is_named_is_refused_and_what_any_server_may_have_noted_is_not() {
        for (String operation : List.of("nope", "ADJUSTPOINTS", "getUser", "adjustPoints,adjustStock")) {
            malformed("operation").toGet(SHOP, "/admin/audit?operation=" + operation);
        }
        for (String operation : List.of("takeBackup", "resetShop", "restoreSnapshot", "chargePoints")) {
            json(SHOP.admin().queryParam("operation", operation).get("/admin/audit"), 200);
        }
    }

    @Test
    void replaying_what_was_given_up_leaves_an_entry_only_if_anything_was() {
        SHOP.admin(Map.of("status", "DEAD")).post("/admin/deliveries/replay").require(200);
        assertThat(targets("replayDeadDeliveries")).isEmpty();
    }

    @Test
    void a_shoppers_call_on_an_open_server_is_no_administration() {
        long user = SHOP.user(0);
        SHOP.admin(Map.of("amount", 5_000))
                .post("/users/{id}/points/charge", user)
                .require(200);
        assertThat(targets("chargePoints")).isEmpty();
    }

    @Test
    void entries_are_found_by_business_days_newest_first_in_pages() {
        List<String> expected = new ArrayList<>();
        long product = SHOP.product("사과", 1_000, 0);
        LocalDate first = LocalDate.ofInstant(SHOP.now(), ZONE);
        for (int day = 0; day < 3; day++) {
            for (int i = 0; i < 2; i++) {
                String reason = day + "-" + i;
                json(SHOP.admin(Map.of("delta", 1, "reason", reason)).post("/admin/products/{id}/stock", product), 200);
                expected.add(0, reason);
            }
            SHOP.advance(Duration.ofDays(1));
        }
        assertThat(reasons(audit("operation", "adjustStock"))).isEqualTo(expected);
        JsonNode middle = audit("from", first.plusDays(1), "to", first.plusDays(1), "operation", "adjustStock");
        assertThat(reasons(middle)).containsExactly("1-1", "1-0");
        assertThat(reasons(audit("to", first, "operation", "adjustStock"))).containsExactly("0-1", "0-0");
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            Response page = SHOP.admin()
                    .queryParam("operation", "adjustStock")
                    .queryParam("limit", 4)
                    .queryParam("cursor", cursor == null ? "" : cursor)
                    .get("/admin/audit")
                    .require(200);
            paged.addAll(reasons(page.json().path("entries")));
            cursor = page.json().path("nextCursor").textValue();
        } while (cursor != null);
        assertThat(paged).isEqualTo(expected);
    }

    @Test
    void a_reset_begins_a_new_audit() {
        SHOP.user(0);
        json(SHOP.admin().post("/admin/reset"), 200);
        assertThat(audit().findValuesAsText("operation")).containsExactly("resetShop");
    }

    private static List<String> reasons(JsonNode entries) {
        return entries.findValuesAsText("reason");
    }

    private static List<String> targets(String operation) {
        return audit("operation", operation).findValuesAsText("target");
    }

    private static JsonNode audit(Object... query) {
        var call = SHOP.admin();
        for (int i = 0; i < query.length; i += 2) {
            call = call.queryParam((String) query[i], query[i + 1]);
        }
        return json(call.get("/admin/audit"), 200).path("entries");
    }
}
