package io.jangteo.crowd;

import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of the API that crowds make. */
final class Calls {
    private static final String API = "/api/v1";

    private Calls() {}

    static RawRequest get(String path) {
        return RawRequest.get(API + path);
    }

    /** A call of the administration that takes no body. */
    static RawRequest administration(String method, String path) {
        return administrator(RawRequest.of(method, API + "/admin" + path));
    }

    static RawRequest administration(String path, Object body) {
        return administrator(post("/admin" + path, body));
    }

    static RawRequest change(long couponId, Object change) {
        return administrator(
                RawRequest.of("PATCH", API + "/admin/coupons/" + couponId).json(change));
    }

    static RawRequest close(long couponId) {
        return administration("POST", "/coupons/" + couponId + "/close");
    }

    static RawRequest revoke(long issuedCouponId) {
        return administration("/issued-coupons/" + issuedCouponId + "/revoke", Map.of("reason", "오발급"));
    }

    static RawRequest charge(long userId, long amount) {
        return post("/users/" + userId + "/points/charge", Map.of("amount", amount));
    }

    /** A charge backed by a payment. */
    static RawRequest charge(long userId, long amount, String reference) {
        return administration("/users/" + userId + "/points/charge", Map.of("amount", amount, "reference", reference));
    }

    static RawRequest issue(long couponId, long userId) {
        return post("/coupons/" + couponId + "/issue", Map.of("userId", userId));
    }

    /** One unit of each product. */
    static RawRequest order(long userId, @Nullable Long issuedCouponId, List<Long> productIds) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("userId", userId);
        order.put(
                "items",
                productIds.stream()
                        .map(id -> Map.of("productId", id, "quantity", 1))
                        .toList());
        order.put("issuedCouponId", issuedCouponId);
        return post("/orders", order);
    }

    static RawRequest pay(Placed order) {
        return post("/orders/" + order.id() + "/payment", Map.of("userId", order.userId()));
    }

    static RawRequest cancel(Placed order) {
        return post("/orders/" + order.id() + "/cancel", Map.of("userId", order.userId()));
    }

    static RawRequest show(Placed order) {
        return get("/orders/" + order.id() + "?userId=" + order.userId());
    }

    private static RawRequest post(String path, Object body) {
        return RawRequest.of("POST", API + path).json(body);
    }

    private static RawRequest administrator(RawRequest request) {
        return request.bearer(TestShop.ADMIN_KEY);
    }
}
