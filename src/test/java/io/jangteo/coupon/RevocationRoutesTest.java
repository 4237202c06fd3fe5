package io.jangteo.coupon;

import static io.jangteo.ErrorTable.COUPON_ALREADY_ISSUED;
import static io.jangteo.ErrorTable.COUPON_ALREADY_USED;
import static io.jangteo.ErrorTable.COUPON_EXPIRED;
import static io.jangteo.ErrorTable.COUPON_NOT_FOUND;
import static io.jangteo.ErrorTable.COUPON_REVOKED;
import static io.jangteo.ErrorTable.ISSUED_COUPON_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who got a coupon of an offer, and taking it back. */
@BothEngines
class RevocationRoutesTest {
    private static final String REASON = "{\"reason\":\" 잘못 발급 \"}";

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private long product;

    @BeforeEach
    void stock() {
        product = SHOP.product("사과", 3_000, 100);
    }

    @AfterEach
    void checkTheBooks() {
        SHOP.assertBalanced();
    }

    @Test
    void winners_come_by_rank_with_what_became_of_their_coupons() {
        long coupon = new Offer().with("quantity", 9).with("validDays", 1).in(SHOP);
        List<Long> users = List.of(SHOP.user(9_000), SHOP.user(9_000), SHOP.user(0), SHOP.user(0));
        List<Long> issued = users.stream().map(user -> SHOP.issue(coupon, user)).toList();
        long order = order(users.get(1), issued.get(1));
        JsonNode paid = json(SHOP.pay(order, users.get(1)), 200);
        revoke(issued.get(2));
        JsonNode page = json(SHOP.admin().get("/admin/coupons/{id}/issued", coupon), 200);
        assertThat(outline(page))
                .containsExactly(
                        "1 ISSUED null null",
                        "2 USED " + paid.path("paidAt") + " " + order,
                        "3 REVOKED null null",
                        "4 ISSUED null null");
        JsonNode second =
                json(SHOP.api().get("/users/{id}/coupons", users.get(1)), 200).at("/coupons/0");
        assertReply(
                SHOP.admin().get("/admin/coupons/{id}/issued?status=USED", coupon),
                200,
                """
                {"issued":[{"id":%d,"userId":%d,"rank":2,"status":"USED","issuedAt":%s,"expiresAt":%s,
                  "usedAt":%s,"orderId":%d}],"nextCursor":null}
                """,
                issued.get(1),
                users.get(1),
                second.path("issuedAt"),
                second.path("expiresAt"),
                paid.path("paidAt"),
                order);
        SHOP.advance(Duration.ofDays(2));
        assertThat(winners(coupon, "?status=EXPIRED")).containsExactly("1 EXPIRED", "4 EXPIRED");
        assertThat(winners(coupon, "?status=REVOKED")).containsExactly("3 REVOKED");
        assertThat(winners(coupon, "?status=ISSUED")).isEmpty();
        assertThat(winners(coupon, "?status=USED,REVOKED")).containsExactly("2 USED", "3 REVOKED");
        PagedList pages = new PagedList(SHOP, "/admin/coupons/" + coupon + "/issued", "issued");
        pages.assertHold(issued);
        pages.assertRefuseWhatIsNone();
        COUPON_NOT_FOUND.toGet(SHOP, "/admin/coupons/99/issued");
        malformed("status").toGet(SHOP, "/admin/coupons/" + coupon + "/issued?status=GONE");
        JsonNode offer = json(SHOP.admin().get("/admin/coupons"), 200).at("/coupons/0");
        assertThat(offer.path("issued") + " " + offer.path("used") + " " + offer.path("revoked"))
                .isEqualTo("4 1 1");
    }

    @Test
    void a_revoked_coupon_keeps_its_rank_and_cannot_be_had_again() {
        long coupon = new Offer().in(SHOP);
        long user = SHOP.user(9_000);
        long issued = SHOP.issue(coupon, user);
        Instant before = SHOP.now();
        SHOP.advance(Duration.ofMinutes(1));
        JsonNode revoked = revoke(issued);
        SHOP.advance(Duration.ofMinutes(1));
        assertThat(revoked.path("status").textValue()).isEqualTo("REVOKED");
        assertThat(revoked.path("revokeReason").textValue()).isEqualTo("잘못 발급");
        assertThat(revoked.path("rank").longValue()).isEqualTo(1);
        COUPON_REVOKED.toPost(SHOP, revocation(issued), REASON);
        COUPON_ALREADY_ISSUED.toPost(SHOP, "/coupons/" + coupon + "/issue", Map.of("userId", user));
        assertThat(json(SHOP.api(Map.of("userId", SHOP.user(0))).post("/coupons/{id}/issue", coupon), 200)
                        .path("rank")
                        .longValue())
                .isEqualTo(2);
        assertThat(statuses(user, "?status=REVOKED")).containsExactly(issued + " REVOKED");
        assertThat(statuses(user, "?status=ISSUED,USED,EXPIRED")).isEmpty();
        assertThat(statuses(user, "?at=" + before)).containsExactly(issued + " ISSUED");
        assertThat(statuses(user, "?status=REVOKED&at=" + before)).isEmpty();
        json(SHOP.admin("{\"name\":\"새 이름\"}").patch("/admin/coupons/{id}", coupon), 200);
        assertThat(names(user, "")).containsExactly("새 이름");
        assertThat(names(user, "?at=" + before)).containsExactly("천 원 할인");
        SHOP.advance(Duration.ofDays(60));
        assertThat(statuses(user, "")).containsExactly(issued + " REVOKED");
        COUPON_REVOKED.toPost(SHOP, revocation(issued), REASON);
    }

    @Test
    void an_order_that_names_a_revoked_coupon_is_neither_placed_nor_paid() {
        long user = SHOP.user(9_000);
        long issued = SHOP.issue(new Offer().with("minOrderAmount", 100_000).in(SHOP), user);
        long cheap = SHOP.issue(new Offer().with("validDays", 1).in(SHOP), user);
        long order = order(user, cheap);
        revoke(issued);
        revoke(cheap);
        // Before the minimum that this order does not reach.
        COUPON_REVOKED.toPost(SHOP, "/orders", body(user, issued));
        COUPON_REVOKED.toPost(SHOP, "/orders/" + order + "/payment", Map.of("userId", user));
        JsonNode trail = json(SHOP.admin().get("/admin/orders/{id}/trail", order), 200);
        assertThat(trail.at("/coupon/status").textValue()).isEqualTo("REVOKED");
        assertThat(trail.at("/coupon/revokeReason").textValue()).isEqualTo("잘못 발급");
        json(SHOP.cancel(order, user), 200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(9_000);
        SHOP.advance(Duration.ofDays(2));
        // Revoked comes before expired.
        COUPON_REVOKED.toPost(SHOP, "/orders", body(user, cheap));
    }

    @Test
    void a_used_or_expired_coupon_is_not_revoked_and_a_returned_one_is() {
        long user = SHOP.user(9_000);
        long issued = SHOP.issue(new Offer().in(SHOP), user);
        long expired = SHOP.issue(new Offer().with("validDays", 1).in(SHOP), user);
        long order = order(user, issued);
        json(SHOP.pay(order, user), 200);
        COUPON_ALREADY_USED.toPost(SHOP, revocation(issued), REASON);
        SHOP.advance(Duration.ofHours(1));
        Instant paid = SHOP.now();
        SHOP.advance(Duration.ofHours(1));
        json(SHOP.cancel(order, user), 200);
        Instant returned = SHOP.now();
        SHOP.advance(Duration.ofHours(1));
        assertThat(revoke(issued).path("usedAt").isNull()).isTrue();
        assertThat(statuses(user, "?at=" + paid)).containsExactly(expired + " ISSUED", issued + " USED");
        assertThat(statuses(user, "?at=" + returned)).containsExactly(expired + " ISSUED", issued + " ISSUED");
        SHOP.advance(Duration.ofDays(1));
        COUPON_EXPIRED.toPost(SHOP, revocation(expired), REASON);
        ISSUED_COUPON_NOT_FOUND.toPost(SHOP, revocation(99), REASON);
        malformed("reason").toPost(SHOP, revocation(expired), "{\"reason\":\" \"}");
    }

    private static JsonNode revoke(long issued) {
        return json(SHOP.admin(REASON).post(revocation(issued)), 200);
    }

    private static String revocation(long issued) {
        return "/admin/issued-coupons/" + issued + "/revoke";
    }

    private long order(long user, long issued) {
        return json(SHOP.api(body(user, issued)).post("/orders"), 201)
                .path("id")
                .longValue();
    }

    private Map<String, Object> body(long user, long issued) {
        List<?> items = List.of(Map.of("productId", product, "quantity", 1));
        return Map.of("userId", user, "items", items, "issuedCouponId", issued);
    }

    private static List<String> winners(long coupon, String query) {
        return outline(json(SHOP.admin().get("/admin/coupons/" + coupon + "/issued" + query), 200)).stream()
                .map(line -> line.split(" ")[0] + " " + line.split(" ")[1])
                .toList();
    }

    private static List<String> outline(JsonNode page) {
        return StreamSupport.stream(page.path("issued").spliterator(), false)
                .map(winner -> winner.path("rank") + " " + winner.path("status").textValue() + " "
                        + winner.path("usedAt") + " " + winner.path("orderId"))
                .toList();
    }

    private static List<String> names(long user, String query) {
        return json(SHOP.api().get("/users/" + user + "/coupons" + query), 200).findValuesAsText("name");
    }

    private static List<String> statuses(long user, String query) {
        JsonNode page = json(SHOP.api().get("/users/" + user + "/coupons" + query), 200);
        return StreamSupport.stream(page.path("coupons").spliterator(), false)
                .map(coupon -> coupon.path("id") + " " + coupon.path("status").textValue())
                .toList();
    }
}
