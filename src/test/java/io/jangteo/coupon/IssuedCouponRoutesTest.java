package io.jangteo.coupon;

import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The current status of a user's coupons. */
@BothEngines
class IssuedCouponRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_user_without_coupons_has_an_empty_list_and_one_who_is_not_there_has_none() {
        assertReply(SHOP.api().get("/users/{id}/coupons", SHOP.user(0)), 200, "{\"coupons\":[],\"nextCursor\":null}");
        USER_NOT_FOUND.toGet(SHOP, "/users/99/coupons");
        USER_NOT_FOUND.toGet(SHOP, "/users/99/coupons?status=USED");
        malformed("userId").toGet(SHOP, "/users/one/coupons");
    }

    @Test
    void coupons_are_listed_by_what_they_are_good_for() {
        long user = SHOP.user(10_000);
        long other = SHOP.user(0);
        long issued = SHOP.issue(new Offer().in(SHOP), user);
        long expired = SHOP.issue(new Offer().with("validDays", 1).in(SHOP), user);
        long offer = new Offer().in(SHOP);
        SHOP.issue(offer, other);
        long used = SHOP.issue(offer, user);
        pay(user, used);
        SHOP.advance(Duration.ofDays(2));
        assertThat(statuses(user, "")).containsExactly(used + " USED", expired + " EXPIRED", issued + " ISSUED");
        assertThat(statuses(user, "?status=ISSUED")).containsExactly(issued + " ISSUED");
        assertThat(statuses(user, "?status=USED")).containsExactly(used + " USED");
        assertThat(statuses(user, "?status=EXPIRED")).containsExactly(expired + " EXPIRED");
        assertThat(statuses(user, "?status=ISSUED,EXPIRED")).containsExactly(expired + " EXPIRED", issued + " ISSUED");
        assertThat(statuses(other, "?status=USED,EXPIRED")).isEmpty();
    }

    @Test
    void a_used_coupon_stays_used_when_its_time_is_over() {
        long user = SHOP.user(10_000);
        long coupon = SHOP.issue(new Offer().with("validDays", 1).in(SHOP), user);
        pay(user, coupon);
        SHOP.advance(Duration.ofDays(2));
        assertThat(statuses(user, "")).containsExactly(coupon + " USED");
    }

    @Test
    void a_coupon_is_good_until_its_time_is_over() {
        long user = SHOP.user(0);
        long coupon = SHOP.issue(new Offer().with("validDays", 1).in(SHOP), user);
        SHOP.advance(Duration.ofDays(1).minusMinutes(5));
        assertThat(statuses(user, "?status=ISSUED")).containsExactly(coupon + " ISSUED");
        SHOP.advance(Duration.ofMinutes(5));
        assertThat(statuses(user, "?status=EXPIRED")).containsExactly(coupon + " EXPIRED");
        assertThat(statuses(user, "?status=ISSUED")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"issued", "GONE", "ISSUED,", "ISSUED,GONE", "ISSUED USED", "1"})
    void a_status_that_is_none_is_malformed(String status) {
        String path = "/users/" + SHOP.user(0) + "/coupons";
        malformed("status")
                .to(SHOP, path, request -> request.queryParam("status", status).get(path));
    }

    @Test
    void pages_of_coupons_neither_skip_nor_repeat_and_come_newest_first() {
        long user = SHOP.user(10_000);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(SHOP.issue(new Offer().in(SHOP), user));
        }
        pay(user, ids.get(2));
        Collections.reverse(ids);
        PagedList pages = new PagedList(SHOP, "/users/" + user + "/coupons", "coupons");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
        new PagedList(SHOP, "/users/" + user + "/coupons?status=ISSUED", "coupons")
                .assertHold(List.of(ids.get(0), ids.get(1), ids.get(3), ids.get(4)));
    }

    private static void pay(long user, long coupon) {
        long product = SHOP.product("사과", 3_000, 10);
        JsonNode order = json(
                SHOP.api(Map.of(
                                "userId",
                                user,
                                "items",
                                List.of(Map.of("productId", product, "quantity", 1)),
                                "issuedCouponId",
                                coupon))
                        .post("/orders"),
                201);
        json(SHOP.pay(order.path("id").longValue(), user), 200);
    }

    private static List<String> statuses(long user, String query) {
        JsonNode coupons = json(SHOP.api().get("/users/" + user + "/coupons" + query), 200);
        return StreamSupport.stream(coupons.path("coupons").spliterator(), false)
                .map(coupon -> coupon.path("id") + " " + coupon.path("status").textValue())
                .toList();
    }
}
