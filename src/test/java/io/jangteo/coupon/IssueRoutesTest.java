package io.jangteo.coupon;

import static io.jangteo.ErrorTable.COUPON_ALREADY_ISSUED;
import static io.jangteo.ErrorTable.COUPON_NOT_FOUND;
import static io.jangteo.ErrorTable.COUPON_NOT_OPEN;
import static io.jangteo.ErrorTable.COUPON_SOLD_OUT;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.problem.Problem;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First come, first served. */
@BothEngines
class IssueRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void the_first_to_ask_gets_the_first_coupon() {
        long user = SHOP.user(0);
        long coupon = new Offer().with("validDays", 7).in(SHOP);
        Instant before = SHOP.now();
        Response reply = issue(coupon, user);
        JsonNode issued = json(reply, 200);
        assertReply(
                reply,
                200,
                """
                {"id":%d,"couponId":%d,"userId":%d,"name":"천 원 할인","discount":{"type":"FIXED","amount":1000},
                 "status":"ISSUED","rank":1,"issuedAt":"%s","expiresAt":"%s"}
                """,
                issued.path("id").longValue(),
                coupon,
                user,
                issued.path("issuedAt").textValue(),
                issued.path("expiresAt").textValue());
        assertThat(moment(issued.path("issuedAt"))).isBetween(before, SHOP.now());
        assertThat(moment(issued.path("expiresAt")))
                .isEqualTo(moment(issued.path("issuedAt")).plus(Duration.ofDays(7)));
        assertReply(SHOP.api().get("/users/{id}/coupons", user), 200, "{\"coupons\":[%s],\"nextCursor\":null}", issued);
    }

    @Test
    void ranks_have_no_gap_and_one_more_than_there_are_is_sold_out() {
        long coupon = new Offer().with("quantity", 3).in(SHOP);
        for (int rank = 1; rank <= 3; rank++) {
            long user = SHOP.user(0);
            assertThat(json(issue(coupon, user), 200).path("rank").intValue()).isEqualTo(rank);
            // A refusal in between must not use up a rank.
            COUPON_ALREADY_ISSUED.toPost(SHOP, path(coupon), Map.of("userId", user));
        }
        COUPON_SOLD_OUT.toPost(SHOP, path(coupon), Map.of("userId", SHOP.user(0)));
        assertThat(SHOP.api().get("/coupons/{id}", coupon).number("issued")).isEqualTo(3);
    }

    @Test
    void offers_are_ranked_and_sold_out_apart_from_each_other() {
        long user = SHOP.user(0);
        long one = new Offer().with("quantity", 1).in(SHOP);
        long two = new Offer().with("quantity", 1).in(SHOP);
        json(issue(one, user), 200);
        assertThat(json(issue(two, user), 200).path("rank").intValue()).isEqualTo(1);
    }

    @Test
    void who_has_it_is_told_so_even_when_it_is_sold_out() {
        long user = SHOP.user(0);
        long coupon = new Offer().with("quantity", 1).in(SHOP);
        json(issue(coupon, user), 200);
        COUPON_ALREADY_ISSUED.toPost(SHOP, path(coupon), Map.of("userId", user));
    }

    @Test
    void the_user_is_looked_up_before_the_coupon() {
        USER_NOT_FOUND.toPost(SHOP, path(99), Map.of("userId", 1));
        COUPON_NOT_FOUND.toPost(SHOP, path(99), Map.of("userId", SHOP.user(0)));
    }

    @Test
    void a_coupon_is_issued_within_its_window_alone() {
        Instant now = SHOP.now();
        long user = SHOP.user(0);
        long late = SHOP.user(0);
        long coupon = new Offer()
                .with("quantity", 1)
                .with("issueFrom", now.plus(Duration.ofHours(1)).toString())
                .with("issueUntil", now.plus(Duration.ofHours(3)).toString())
                .in(SHOP);
        COUPON_NOT_OPEN.toPost(SHOP, path(coupon), Map.of("userId", user));
        USER_NOT_FOUND.toPost(SHOP, path(coupon), Map.of("userId", 99));
        SHOP.advance(Duration.ofHours(2));
        json(issue(coupon, user), 200);
        SHOP.advance(Duration.ofHours(2));
        // The window is checked before the user's coupons and the stock.
        COUPON_NOT_OPEN.toPost(SHOP, path(coupon), Map.of("userId", user));
        COUPON_NOT_OPEN.toPost(SHOP, path(coupon), Map.of("userId", late));
    }

    @Test
    void a_window_without_one_end_is_open_there() {
        Instant now = SHOP.now();
        long user = SHOP.user(0);
        long opened = new Offer().with("issueFrom", now.toString()).in(SHOP);
        long closing = new Offer()
                .with("issueUntil", now.plusSeconds(3_600).toString())
                .in(SHOP);
        long coming =
                new Offer().with("issueFrom", now.plusSeconds(3_600).toString()).in(SHOP);
        long closed = new Offer().with("issueUntil", now.toString()).in(SHOP);
        json(issue(opened, user), 200);
        json(issue(closing, user), 200);
        COUPON_NOT_OPEN.toPost(SHOP, path(coming), Map.of("userId", user));
        COUPON_NOT_OPEN.toPost(SHOP, path(closed), Map.of("userId", user));
    }

    @Test
    void a_window_opens_at_its_first_moment_and_is_closed_at_its_last() {
        Instant from = SHOP.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        Instant until = from.plusSeconds(3_600);
        long coupon = new Offer()
                .with("issueFrom", from.toString())
                .with("issueUntil", until.toString())
                .in(SHOP);
        assertThatThrownBy(() -> issueAt(from.minusMillis(1), coupon))
                .isInstanceOf(Problem.class)
                .hasMessage("COUPON_NOT_OPEN");
        assertThat(issueAt(from, coupon).rank()).isEqualTo(1);
        assertThat(issueAt(until.minusMillis(1), coupon).rank()).isEqualTo(2);
        assertThatThrownBy(() -> issueAt(until, coupon))
                .isInstanceOf(Problem.class)
                .hasMessage("COUPON_NOT_OPEN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                            | userId
        {"userId":null}               | userId
        {"userId":"1"}                | userId
        {"userId":1.0}                | userId
        {"userId":true}               | userId
        {"userId":1,"rank":1}         | rank
        {"userId":1,"userId":1}       | body
        {"userId":1                   | body
        1                             | body
        """)
    void a_malformed_request_gets_no_coupon(String body, String field) {
        assertThat(SHOP.user(0)).isEqualTo(1);
        malformed(field).toPost(SHOP, path(new Offer().in(SHOP)), body);
        malformed(field).toPost(SHOP, path(99), body);
    }

    @Test
    void a_request_without_a_body_or_a_proper_coupon_id_is_malformed() {
        malformed("body").toPost(SHOP, path(new Offer().in(SHOP)));
        malformed("couponId").toPost(SHOP, "/coupons/one/issue", Map.of("userId", 99));
    }

    private static IssuedCoupon issueAt(Instant moment, long coupon) {
        long user = SHOP.user(0);
        return SHOP.database().write(tx -> SHOP.coupons().issue(tx.at(moment), coupon, user));
    }

    private static Response issue(long coupon, long user) {
        return SHOP.api(Map.of("userId", user)).post("/coupons/{id}/issue", coupon);
    }

    private static String path(long coupon) {
        return "/coupons/" + coupon + "/issue";
    }
}
