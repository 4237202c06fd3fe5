package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.Response;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One who charges points, takes a coupon, orders with it and pays, over and over, one call after the other, each under
 * an Idempotency-Key of its own; and remembers every call and its answer, whatever becomes of the server.
 */
final class Shopper {
    static final long CHARGE = 1_000;
    private static final int UNAVAILABLE = 503;

    private final long userId;
    private final long productId;
    private final List<Long> couponIds;
    private final List<Call> calls = new ArrayList<>();

    /** What a shopper does, in this order. */
    private enum Errand {
        CHARGE,
        TAKE_COUPON,
        ORDER,
        PAY
    }

    /** A call; without an answer for as long as nobody knows whether it has happened. */
    private static final class Call {
        private final Errand errand;
        private final String key;
        private final String path;
        private final Map<String, ?> body;
        private Response answer;

        private Call(Errand errand, String key, String path, Map<String, ?> body) {
            this.errand = errand;
            this.key = key;
            this.path = path;
            this.body = body;
        }
    }

    /** @param couponIds each is taken once, so their number bounds what this shopper does */
    Shopper(long userId, long productId, List<Long> couponIds) {
        this.userId = userId;
        this.productId = productId;
        this.couponIds = couponIds;
    }

    /** Shops on until the server is gone or refuses to begin anything new. */
    void shop(ShopClient shop, Runnable afterEachAnswer) {
        while (calls.size() < couponIds.size() * Errand.values().length) {
            Call call = nextCall();
            calls.add(call);
            try {
                if (!send(shop, call)) {
                    return;
                }
            } catch (UncheckedIOException thrown) {
                return;
            }
            afterEachAnswer.run();
        }
    }

    /**
     * Sends every call again: what was answered is answered the same, and what was not is answered now.
     *
     * @return how many had happened although nobody was told
     */
    int repeatEverything(ShopClient shop) {
        int untold = 0;
        for (Call call : calls) {
            Response first = call.answer;
            assertThat(send(shop, call)).as(call.path).isTrue();
            if (first == null) {
                untold += call.answer.isReplayed() ? 1 : 0;
            } else {
                assertThat(call.answer.isReplayed()).as(call.path).isTrue();
                assertThat(call.answer.text()).isEqualTo(first.text());
                assertThat(call.answer.status()).isEqualTo(first.status());
            }
        }
        return untold;
    }

    /** All that was acknowledged is in the shop, and nothing that was not even asked for. */
    void assertAcknowledgedIsThere(ShopClient shop) {
        assertThat(entries(shop, "CHARGE")).hasSizeBetween((int) acknowledged(Errand.CHARGE), asked(Errand.CHARGE));
        assertThat(coupons(shop))
                .containsAll(ids(Errand.TAKE_COUPON))
                .hasSizeLessThanOrEqualTo(asked(Errand.TAKE_COUPON));
        assertThat(orders(shop, "PENDING", "PAID"))
                .containsAll(ids(Errand.ORDER))
                .hasSizeLessThanOrEqualTo(asked(Errand.ORDER));
        assertThat(orders(shop, "PAID")).containsAll(paidOrders()).hasSizeLessThanOrEqualTo(asked(Errand.PAY));
    }

    /** Once every call is answered: each has happened once. */
    void assertEachHappenedOnce(ShopClient shop) {
        assertThat(entries(shop, "CHARGE")).hasSize(asked(Errand.CHARGE)).containsOnly(CHARGE);
        assertThat(coupons(shop)).containsExactlyInAnyOrderElementsOf(ids(Errand.TAKE_COUPON));
        assertThat(orders(shop, "PENDING", "PAID")).containsExactlyInAnyOrderElementsOf(ids(Errand.ORDER));
        assertThat(orders(shop, "PAID")).containsExactlyInAnyOrderElementsOf(paidOrders());
        List<Long> spent = entries(shop, "SPEND");
        assertThat(spent).hasSize(asked(Errand.PAY));
        long left = asked(Errand.CHARGE) * CHARGE
                + spent.stream().mapToLong(Long::longValue).sum();
        assertThat(shop.pointsOf(userId)).isEqualTo(left);
    }

    List<Long> paidOrders() {
        return ids(Errand.PAY);
    }

    private Call nextCall() {
        Errand errand = Errand.values()[calls.size() % Errand.values().length];
        long couponId = couponIds.get(calls.size() / Errand.values().length);
        String key = "shopper-%d-call-%d".formatted(userId, calls.size());
        return switch (errand) {
            case CHARGE ->
                new Call(errand, key, "/api/v1/users/" + userId + "/points/charge", Map.of("amount", CHARGE));
            case TAKE_COUPON ->
                new Call(errand, key, "/api/v1/coupons/" + couponId + "/issue", Map.of("userId", userId));
            case ORDER ->
                new Call(
                        errand,
                        key,
                        "/api/v1/orders",
                        Map.of(
                                "userId",
                                userId,
                                "items",
                                List.of(Map.of("productId", productId, "quantity", 1)),
                                "issuedCouponId",
                                idOfLastAnswer()));
            case PAY ->
                new Call(errand, key, "/api/v1/orders/" + idOfLastAnswer() + "/payment", Map.of("userId", userId));
        };
    }

    /** Whether it was done; a server that is about to stop may refuse, and then nothing has happened. */
    private static boolean send(ShopClient shop, Call call) {
        Response answer = shop.post(call.path, call.body, call.key);
        if (answer.status() == UNAVAILABLE) {
            return false;
        }
        answer.require(call.errand == Errand.ORDER ? 201 : 200);
        call.answer = answer;
        return true;
    }

    private long idOfLastAnswer() {
        return calls.get(calls.size() - 1).answer.json().get("id").asLong();
    }

    private int asked(Errand errand) {
        return (int) calls.stream().filter(call -> call.errand == errand).count();
    }

    private long acknowledged(Errand errand) {
        return answers(errand).count();
    }

    private List<Long> ids(Errand errand) {
        return answers(errand).map(answer -> answer.json().get("id").asLong()).toList();
    }

    private Stream<Response> answers(Errand errand) {
        return calls.stream()
                .filter(call -> call.errand == errand && call.answer != null)
                .map(call -> call.answer);
    }

    private List<Long> entries(ShopClient shop, String kind) {
        return shop.list("/api/v1/users/" + userId + "/points/history", "entries").stream()
                .filter(entry -> entry.get("kind").asText().equals(kind))
                .map(entry -> entry.get("amount").asLong())
                .toList();
    }

    private List<Long> coupons(ShopClient shop) {
        JsonNode coupons =
                shop.get("/api/v1/users/" + userId + "/coupons").require(200).json();
        return ShopClient.elements(coupons.get("coupons")).stream()
                .map(coupon -> coupon.get("id").asLong())
                .toList();
    }

    private List<Long> orders(ShopClient shop, String... statuses) {
        return shop.list("/api/v1/users/" + userId + "/orders", "orders").stream()
                .filter(order -> List.of(statuses).contains(order.get("status").asText()))
                .map(order -> order.get("id").asLong())
                .toList();
    }
}
