package io.jangteo.crowd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.TestShop;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, not yet sent.
 *
 * @param path what follows the base of the API
 * @param body JSON, empty for none
 */
record Call(String method, String path, String body, Map<String, String> headers) {
    private static final String API = "/api/v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Call get(String path) {
        return new Call("GET", path, "", Map.of());
    }

    static Call post(String path, Object body) {
        try {
            return new Call("POST", path, JSON.writeValueAsString(body), Map.of("Content-Type", "application/json"));
        } catch (JsonProcessingException thrown) {
            throw new IllegalArgumentException(thrown);
        }
    }

    /** A call of the administration that takes no body. */
    static Call administration(String method, String path) {
        return new Call(method, "/admin" + path, "", Map.of()).with("Authorization", "Bearer " + TestShop.ADMIN_KEY);
    }

    static Call administration(String path, Object body) {
        return post("/admin" + path, body).with("Authorization", "Bearer " + TestShop.ADMIN_KEY);
    }

    static Call charge(long userId, long amount) {
        return post("/users/" + userId + "/points/charge", Map.of("amount", amount));
    }

    static Call issue(long couponId, long userId) {
        return post("/coupons/" + couponId + "/issue", Map.of("userId", userId));
    }

    /** One unit of each product. */
    static Call order(long userId, @Nullable Long issuedCouponId, List<Long> productIds) {
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

    static Call pay(Placed order) {
        return post("/orders/" + order.id() + "/payment", Map.of("userId", order.userId()));
    }

    static Call cancel(Placed order) {
        return post("/orders/" + order.id() + "/cancel", Map.of("userId", order.userId()));
    }

    static Call show(Placed order) {
        return get("/orders/" + order.id() + "?userId=" + order.userId());
    }

    Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, path, body, more);
    }

    /** The request without its end: no server can begin to answer it. */
    byte[] head(String host) {
        StringBuilder head = new StringBuilder(method + " " + API + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Length: " + bytes().length + "\r\nConnection: close\r\n");
        return head.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The empty line and the body. */
    byte[] tail() {
        return ("\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
