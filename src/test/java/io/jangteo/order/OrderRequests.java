package io.jangteo.order;

import static io.jangteo.Replies.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests of the order tests. */
record OrderRequests(TestShop shop) {
    static Map<String, Object> item(long product, long quantity) {
        return Map.of("productId", product, "quantity", quantity);
    }

    static Map<String, Object> body(long user, List<?> items) {
        return Map.of("userId", user, "items", items);
    }

    static Map<String, Object> body(long user, long coupon, List<?> items) {
        Map<String, Object> body = new LinkedHashMap<>(body(user, items));
        body.put("issuedCouponId", coupon);
        return body;
    }

    static Map<String, Object> by(long user) {
        return Map.of("userId", user);
    }

    static String payment(long order) {
        return "/orders/" + order + "/payment";
    }

    static String cancel(long order) {
        return "/orders/" + order + "/cancel";
    }

    Response place(Object body) {
        return shop.api(body).post("/orders");
    }

    /** Places an order of one product with a coupon and returns its id. */
    long placed(long user, long coupon, long product, long quantity) {
        return json(place(body(user, coupon, List.of(item(product, quantity)))), 201)
                .path("id")
                .longValue();
    }

    JsonNode order(long order, long user) {
        return json(shop.api().get("/orders/{id}?userId={user}", order, user), 200);
    }

    String status(long order, long user) {
        return order(order, user).path("status").textValue();
    }

    /** The status of the only coupon a user has. */
    String couponStatus(long user) {
        JsonNode coupons =
                json(shop.api().get("/users/{id}/coupons", user), 200).path("coupons");
        if (coupons.size() != 1) {
            throw new AssertionError("not one coupon: " + coupons);
        }
        return coupons.path(0).path("status").textValue();
    }

    /** Creates an offer of one coupon, issues it to the user and returns the id of the issued coupon. */
    long coupon(long user, String discount, long minOrderAmount, long validDays) {
        JsonNode offer = json(
                shop.admin("""
                                {"name":"할인","discount":%s,"minOrderAmount":%d,"quantity":1,"validDays":%d}
                                """.formatted(discount, minOrderAmount, validDays)).post("/admin/coupons"), 201);
        return shop.issue(offer.path("id").longValue(), user);
    }

    /** A thousand won off any order, for a day. */
    long coupon(long user) {
        return coupon(user, "{\"type\":\"FIXED\",\"amount\":1000}", 0, 1);
    }
}
