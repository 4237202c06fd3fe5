package io.jangteo.coupon;

import static io.jangteo.Replies.json;

import io.jangteo.TestShop;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds an offer, starting from defaults. */
final class Offer {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A thousand won off any order, for two users, open without end, valid for 30 days. */
    Offer() {
        with("name", "천 원 할인");
        with("discount", Map.of("type", "FIXED", "amount", 1_000));
        with("minOrderAmount", 0);
        with("quantity", 2);
        with("validDays", 30);
    }

    Offer with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }

    /** Creates the offer and returns its id. */
    long in(TestShop shop) {
        return json(shop.admin(fields).post("/admin/coupons"), 201).path("id").longValue();
    }
}
