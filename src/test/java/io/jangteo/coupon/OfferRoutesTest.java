package io.jangteo.coupon;

import static io.jangteo.ErrorTable.COUPON_CLOSED;
import static io.jangteo.ErrorTable.COUPON_NOT_FOUND;
import static io.jangteo.ErrorTable.COUPON_NOT_OPEN;
import static io.jangteo.ErrorTable.COUPON_SOLD_OUT;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.quantityBelowIssued;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.ShopState;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the administrator changes of an offer. */
@BothEngines
class OfferRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @AfterEach
    void checkTheBooks() {
        SHOP.assertBalanced();
    }

    @Test
    void what_a_change_names_is_changed_and_all_else_stays() {
        long coupon = new Offer()
                .with("issueFrom", "2026-11-01T00:00:00Z")
                .with("issueUntil", "2126-11-01T00:00:00Z")
                .with("reference", "spring")
                .in(SHOP);
        ObjectNode expected = offer(coupon).deepCopy();
        assertThat(change(coupon, "{}")).isEqualTo(expected);
        assertThat(change(coupon, "{\"name\":\" 봄 할인 \"}")).isEqualTo(expected.put("name", "봄 할인"));
        assertThat(change(coupon, "{\"quantity\":3}")).isEqualTo(expected.put("quantity", 3));
        assertThat(change(coupon, "{\"issueFrom\":null}")).isEqualTo(expected.putNull("issueFrom"));
        assertThat(change(coupon, "{\"issueFrom\":\"2026-11-02T00:00:00+09:00\",\"issueUntil\":null}"))
                .isEqualTo(expected.putNull("issueUntil").put("issueFrom", "2026-11-02T00:00:00.000+09:00"));
        Map<String, ?> before = ShopState.of(SHOP.database());
        assertThat(change(coupon, "{\"name\":\"봄 할인\",\"quantity\":3,\"issueUntil\":null}"))
                .isEqualTo(expected);
        assertThat(ShopState.of(SHOP.database())).isEqualTo(before);
        assertThat(SHOP.database()
                        .<Long>read(handle -> handle.createQuery("SELECT COUNT(*) FROM coupon_change")
                                .mapTo(Long.class)
                                .one()))
                .isEqualTo(5);
        assertThat(offer(coupon)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":null}                                  | name
        {"name":" "}                                   | name
        {"quantity":null}                              | quantity
        {"quantity":0}                                 | quantity
        {"quantity":1000000001}                        | quantity
        {"quantity":2.5}                               | quantity
        {"issueFrom":"tomorrow"}                       | issueFrom
        {"issueFrom":1793458800000}                    | issueFrom
        {"issueUntil":{}}                              | issueUntil
        {"issueUntil":["2026-11-01T00:00:00Z"]}        | issueUntil
        {"issueUntil":"2026-10-31T23:59:59Z"}          | issueUntil
        {"issueUntil":"2026-11-01T00:00:00Z"}          | issueUntil
        {"issueFrom":"2026-11-03T00:00:00Z","issueUntil":"2026-11-02T00:00:00Z"} | issueUntil
        {"discount":{"type":"FIXED","amount":1000}}    | discount
        {"minOrderAmount":0}                           | minOrderAmount
        {"validDays":30}                               | validDays
        {"reference":"x"}                              | reference
        {"closedAt":null}                              | closedAt
        {"issued":0}                                   | issued
        """)
    void a_change_of_what_never_changes_or_to_what_is_not_sound_is_refused(String body, String field) {
        long coupon = new Offer().with("issueFrom", "2026-11-01T00:00:00Z").in(SHOP);
        malformed(field).toPatch(SHOP, "/admin/coupons/" + coupon, body);
    }

    @Test
    void what_is_issued_bounds_the_quantity_from_below_and_issue_goes_on_where_it_is_raised() {
        long coupon = new Offer().with("quantity", 5).in(SHOP);
        SHOP.issue(coupon, SHOP.user(0));
        SHOP.issue(coupon, SHOP.user(0));
        String path = "/admin/coupons/" + coupon;
        quantityBelowIssued(2).toPatch(SHOP, path, "{\"quantity\":1,\"name\":\"덜\"}");
        assertThat(change(coupon, "{\"quantity\":2}").path("issued").longValue())
                .isEqualTo(2);
        long late = SHOP.user(0);
        COUPON_SOLD_OUT.toPost(SHOP, issue(coupon), by(late));
        change(coupon, "{\"quantity\":3}");
        assertThat(json(SHOP.api(by(late)).post(issue(coupon)), 200)
                        .path("rank")
                        .longValue())
                .isEqualTo(3);
        COUPON_NOT_FOUND.toPatch(SHOP, "/admin/coupons/99", "{\"quantity\":1}");
    }

    @Test
    void a_window_that_moves_opens_and_ends_the_issue() {
        long coupon = new Offer().in(SHOP);
        Instant now = SHOP.now();
        change(coupon, "{\"issueFrom\":\"%s\"}".formatted(now.plus(Duration.ofHours(1))));
        COUPON_NOT_OPEN.toPost(SHOP, issue(coupon), by(SHOP.user(0)));
        change(coupon, "{\"issueFrom\":null,\"issueUntil\":\"%s\"}".formatted(now.plus(Duration.ofHours(1))));
        SHOP.issue(coupon, SHOP.user(0));
        SHOP.advance(Duration.ofHours(2));
        COUPON_NOT_OPEN.toPost(SHOP, issue(coupon), by(SHOP.user(0)));
    }

    @Test
    void a_closed_offer_issues_nothing_more_and_stays_closed() {
        long coupon = new Offer().in(SHOP);
        long winner = SHOP.user(0);
        SHOP.issue(coupon, winner);
        Instant before = SHOP.now();
        JsonNode closed = close(coupon);
        assertThat(moment(closed.path("closedAt"))).isBetween(before, SHOP.now());
        COUPON_NOT_OPEN.toPost(SHOP, issue(coupon), by(SHOP.user(0)));
        // The window comes before what the user has.
        COUPON_NOT_OPEN.toPost(SHOP, issue(coupon), by(winner));
        SHOP.advance(Duration.ofHours(1));
        Map<String, ?> state = ShopState.of(SHOP.database());
        assertThat(close(coupon)).isEqualTo(closed);
        assertThat(ShopState.of(SHOP.database())).isEqualTo(state);
        COUPON_NOT_FOUND.toPost(SHOP, "/admin/coupons/99/close");
        assertThat(json(SHOP.api().get("/coupons"), 200).path("coupons")).isEmpty();
        json(SHOP.api().get("/coupons/{id}", coupon), 200);
        assertThat(SHOP.api()
                        .get("/users/{id}/coupons?status=ISSUED", winner)
                        .json()
                        .path("coupons"))
                .hasSize(1);
    }

    @Test
    void of_a_closed_offer_the_name_alone_changes() {
        long coupon = new Offer().in(SHOP);
        ObjectNode closed = close(coupon).deepCopy();
        String path = "/admin/coupons/" + coupon;
        COUPON_CLOSED.toPatch(SHOP, path, "{\"quantity\":3}");
        COUPON_CLOSED.toPatch(SHOP, path, "{\"name\":\"끝\",\"issueUntil\":\"2126-11-01T00:00:00Z\"}");
        assertThat(change(coupon, "{\"name\":\"끝\",\"quantity\":2,\"issueFrom\":null}"))
                .isEqualTo(closed.put("name", "끝"));
        COUPON_NOT_OPEN.toPost(SHOP, issue(coupon), by(SHOP.user(0)));
    }

    @Test
    void a_change_that_is_only_tried_changes_nothing() {
        long coupon = new Offer().in(SHOP);
        Map<String, ?> before = ShopState.of(SHOP.database());
        Response tried =
                SHOP.admin("{\"quantity\":9}").header("Prefer", "dry-run").patch("/admin/coupons/{id}", coupon);
        assertThat(json(tried, 200).path("quantity").longValue()).isEqualTo(9);
        assertThat(json(SHOP.admin().header("Prefer", "dry-run").post("/admin/coupons/{id}/close", coupon), 200)
                        .path("closedAt")
                        .isNull())
                .isFalse();
        assertThat(ShopState.of(SHOP.database())).isEqualTo(before);
    }

    @Test
    void pages_of_offers_neither_skip_nor_repeat() {
        List<Long> ids =
                LongStream.range(0, 3).map(i -> new Offer().in(SHOP)).boxed().toList();
        PagedList pages = new PagedList(SHOP, "/admin/coupons", "coupons");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
    }

    @Test
    void a_reply_about_an_offer_shows_the_same_as_the_list() {
        long coupon = new Offer().with("reference", "a").in(SHOP);
        JsonNode changed = change(coupon, "{\"quantity\":7}");
        assertReply(SHOP.admin().get("/admin/coupons"), 200, "{\"coupons\":[%s],\"nextCursor\":null}", changed);
        assertThat(changed.path("reference").textValue()).isEqualTo("a");
        JsonNode closed = close(coupon);
        assertReply(SHOP.admin().get("/admin/coupons"), 200, "{\"coupons\":[%s],\"nextCursor\":null}", closed);
    }

    private static JsonNode offer(long coupon) {
        return json(SHOP.admin().get("/admin/coupons"), 200).path("coupons").path((int) coupon - 1);
    }

    private static JsonNode change(long coupon, String body) {
        return json(SHOP.admin(body).patch("/admin/coupons/{id}", coupon), 200);
    }

    private static JsonNode close(long coupon) {
        return json(SHOP.admin().post("/admin/coupons/{id}/close", coupon), 200);
    }

    private static String issue(long coupon) {
        return "/coupons/" + coupon + "/issue";
    }

    private static Map<String, Object> by(long user) {
        return Map.of("userId", user);
    }
}
