package io.jangteo.coupon;

import static io.jangteo.ErrorTable.COUPON_NOT_FOUND;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.ErrorTable.referenceTaken;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The offers. */
@BothEngines
class CouponRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void an_offer_is_found_at_the_location_and_in_the_list() {
        Response reply = SHOP.admin("""
                {"name":" 가을 할인 ","discount":{"type":"PERCENT","percent":10,"maxAmount":3000},"minOrderAmount":5000,
                 "quantity":100,"issueFrom":"2026-11-01T00:00:00.001+09:00","issueUntil":"2026-11-30T14:59:59.999Z",
                 "validDays":7,"reference":"Fall_26.a-b"}
                """).post("/admin/coupons");
        long id = json(reply, 201).path("id").longValue();
        String offer = """
                {"id":%d,"name":"가을 할인","discount":{"type":"PERCENT","percent":10,"maxAmount":3000},
                 "minOrderAmount":5000,"quantity":100,"issued":0,"issueFrom":"2026-11-01T00:00:00.001+09:00",
                 "issueUntil":"2026-11-30T23:59:59.999+09:00","validDays":7%s}
                """;
        String office =
                offer.formatted(id, ",\"used\":0,\"revoked\":0,\"closedAt\":null,\"reference\":\"Fall_26.a-b\"");
        assertReply(reply, 201, office);
        assertThat(reply.header("Location")).isEqualTo("/api/v1/coupons/" + id);
        assertReply(SHOP.api().basePath("").get(reply.header("Location")), 200, offer.formatted(id, ""));
        assertReply(SHOP.api().get("/coupons"), 200, "{\"coupons\":[%s],\"nextCursor\":null}", offer.formatted(id, ""));
        assertReply(SHOP.admin().get("/admin/coupons"), 200, "{\"coupons\":[%s],\"nextCursor\":null}", office);
    }

    @Test
    void what_is_not_limited_is_null() {
        Response reply = SHOP.admin("""
                {"name":"할인","discount":{"type":"PERCENT","percent":100},"minOrderAmount":0,"quantity":1,"validDays":1}
                """).post("/admin/coupons");
        assertReply(reply, 201, """
                {"id":%d,"name":"할인","discount":{"type":"PERCENT","percent":100,"maxAmount":null},"minOrderAmount":0,
                 "quantity":1,"issued":0,"used":0,"revoked":0,"issueFrom":null,"issueUntil":null,"validDays":1,
                 "closedAt":null,"reference":null}
                """, json(reply, 201).path("id").longValue());
    }

    @Test
    void a_fixed_discount_has_an_amount_and_nothing_else() {
        long coupon = new Offer().in(SHOP);
        assertReply(SHOP.api().get("/coupons/{id}", coupon), 200, """
                {"id":%d,"name":"천 원 할인","discount":{"type":"FIXED","amount":1000},"minOrderAmount":0,
                 "quantity":2,"issued":0,"issueFrom":null,"issueUntil":null,"validDays":30}
                """, coupon);
    }

    @Test
    void an_offer_tells_how_many_are_gone() {
        long coupon = new Offer().in(SHOP);
        SHOP.issue(coupon, SHOP.user(0));
        JsonNode offer = json(SHOP.api().get("/coupons/{id}", coupon), 200);
        assertThat(offer.path("issued").intValue()).isEqualTo(1);
        assertThat(offer.path("quantity").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "999999999999999999"})
    void an_offer_that_is_not_there_is_not_found(String id) {
        assertThat(new Offer().in(SHOP)).isEqualTo(1);
        COUPON_NOT_FOUND.toGet(SHOP, "/coupons/" + id);
    }

    @Test
    void an_id_that_is_no_id_is_malformed() {
        malformed("couponId").toGet(SHOP, "/coupons/one");
        malformed("couponId").toGet(SHOP, "/coupons/-1");
    }

    @Test
    void pages_of_offers_neither_skip_nor_repeat() {
        assertReply(SHOP.api().get("/coupons"), 200, "{\"coupons\":[],\"nextCursor\":null}");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(new Offer().in(SHOP));
        }
        PagedList pages = new PagedList(SHOP, "/coupons", "coupons");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
        name           | null   | name
        name           | ''     | name
        discount       | null   | discount
        minOrderAmount | null   | minOrderAmount
        minOrderAmount | -1     | minOrderAmount
        quantity       | null   | quantity
        quantity       | 0      | quantity
        quantity       | -1     | quantity
        validDays      | null   | validDays
        validDays      | 0      | validDays
        validDays      | 3651   | validDays
        issued         | 1      | issued
        closedAt       | null   | closedAt
        reference      | ''     | reference
        reference      | 'a b'  | reference
        reference      | '가'   | reference
        reference      | 'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345' | reference
        """)
    void an_offer_that_is_not_sound_is_not_made(String name, String value, String field) {
        Object given = value != null && value.matches("-?[0-9]+") ? Long.valueOf(value) : value;
        malformed(field)
                .toPost(SHOP, "/admin/coupons", new Offer().with(name, given).fields());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"amount":1000}                                   | discount
        {"type":"GIFT","amount":1000}                     | discount
        {"type":"fixed","amount":1000}                    | discount
        {"type":"FIXED"}                                  | discount.amount
        {"type":"FIXED","amount":0}                       | discount.amount
        {"type":"FIXED","amount":-1}                      | discount.amount
        {"type":"FIXED","amount":1000000001}              | discount.amount
        {"type":"FIXED","amount":1.5}                     | discount.amount
        {"type":"FIXED","amount":"1000"}                  | discount.amount
        {"type":"FIXED","amount":1000,"percent":10}       | discount.percent
        {"type":"FIXED","amount":1000,"maxAmount":500}    | discount.maxAmount
        {"type":"PERCENT","maxAmount":500}                | discount.percent
        {"type":"PERCENT","percent":0}                    | discount.percent
        {"type":"PERCENT","percent":101}                  | discount.percent
        {"type":"PERCENT","percent":-10}                  | discount.percent
        {"type":"PERCENT","percent":12.5}                 | discount.percent
        {"type":"PERCENT","percent":10,"maxAmount":0}     | discount.maxAmount
        {"type":"PERCENT","percent":10,"amount":1000}     | discount.amount
        "FIXED"                                           | discount
        1000                                              | discount
        """)
    void a_discount_that_is_not_sound_is_not_made(String discount, String field) {
        malformed(field).toPost(SHOP, "/admin/coupons", """
                {"name":"할인","discount":%s,"minOrderAmount":0,"quantity":1,"validDays":1}
                """.formatted(discount));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "2026-11-01T00:00:00"         | null                         | issueFrom
        "2026-11-01"                  | null                         | issueFrom
        "tomorrow"                    | null                         | issueFrom
        ""                            | null                         | issueFrom
        1793458800000                 | null                         | issueFrom
        null                          | "2026-02-30T00:00:00+09:00"  | issueUntil
        null                          | true                         | issueUntil
        "2026-11-01T00:00:00+09:00"   | "2026-10-31T15:00:00Z"       | issueUntil
        "2026-11-01T00:00:00.001Z"    | "2026-11-01T00:00:00Z"       | issueUntil
        """)
    void a_window_that_never_opens_or_has_no_proper_times_is_not_made(String from, String until, String field) {
        malformed(field).toPost(SHOP, "/admin/coupons", """
                {"name":"할인","discount":{"type":"FIXED","amount":1},"minOrderAmount":0,"quantity":1,"validDays":1,
                 "issueFrom":%s,"issueUntil":%s}
                """.formatted(from, until));
    }

    @Test
    void a_reference_names_one_offer() {
        long first = new Offer().with("reference", "spring").in(SHOP);
        referenceTaken(first)
                .toPost(
                        SHOP,
                        "/admin/coupons",
                        new Offer().with("reference", "spring").fields());
        new Offer().with("reference", "Spring").in(SHOP);
        new Offer().in(SHOP);
        new Offer().in(SHOP);
    }

    @Test
    void offers_are_made_with_the_admin_key_alone() {
        Map<String, Object> offer = new Offer().fields();
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/coupons",
                request -> request.header("Authorization", "Bearer wrong")
                        .json(offer)
                        .post("/admin/coupons"));
    }
}
