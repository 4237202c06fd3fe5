package io.jangteo.reference;

import static io.jangteo.reference.ExpectedReply.members;

import io.jangteo.reference.Matching.Free;
import io.jangteo.reference.OrderBook.Order;
import java.util.Map;
import java.util.Set;

/** Calls that change nothing. */
final class ReadVerbs {
    private static final int PAGE = 20;

    private final Picks picks;
    private final Dice dice;

    ReadVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
    }

    Step any() {
        long userId = picks.user();
        return switch ((int) dice.between(1, 16)) {
            case 1 -> read("get user", "/users/" + userId, shop -> shop.wallets.get(userId));
            case 2 -> history(userId);
            case 3 -> product();
            case 4 -> products();
            case 5 -> coupon();
            case 6 -> read("list coupons", "/coupons", shop -> shop.offers.list());
            case 7 -> copies(userId);
            case 8 -> order();
            case 9 -> orders(userId);
            case 10 -> admin("list users", "/users?limit=100", shop -> shop.wallets.list());
            case 11 -> admin("list all products", "/products?limit=100", shop -> shop.shelf.listAll(100));
            case 12 -> anyProduct();
            case 13 -> admin("list deliveries", "/deliveries?limit=100", ReadVerbs::deliveries);
            case 14 -> admin("list offers", "/coupons?limit=100", shop -> shop.keptOffers.listAll());
            case 15 -> winners();
            default -> malformed(userId);
        };
    }

    private interface Rule {
        ExpectedReply of(ReferenceShop shop);
    }

    private static Step read(String verb, String path, Rule rule) {
        return new Step(verb, ModelCall.get(path), (shop, told) -> rule.of(shop));
    }

    private static Step admin(String verb, String path, Rule rule) {
        return new Step(verb, ModelCall.admin("GET", path, null), (shop, told) -> rule.of(shop));
    }

    Step history(long userId) {
        int limit = dice.of(2, PAGE);
        String query = limit == PAGE ? "" : "?limit=" + limit;
        return read(
                "history", "/users/" + userId + "/points/history" + query, shop -> shop.wallets.history(userId, limit));
    }

    private Step product() {
        long id = picks.product();
        return read("get product", "/products/" + id, shop -> shop.shelf.get(id));
    }

    private Step anyProduct() {
        long id = dice.chance(85) ? picks.product() : Picks.NOBODY;
        return admin("get any product", "/products/" + id, shop -> shop.shelf.getAny(id));
    }

    private Step products() {
        int limit = dice.of(2, PAGE);
        return read("list products", "/products?limit=" + limit, shop -> shop.shelf.list(limit));
    }

    private Step coupon() {
        long id = picks.coupon();
        return read("get coupon", "/coupons/" + id, shop -> shop.offers.get(id));
    }

    private Step copies(long userId) {
        String path = "/users/" + userId + "/coupons";
        if (dice.chance(50)) {
            return read("list issued coupons", path, shop -> shop.offers.ofUser(userId, Past.ANY_STATUS));
        }
        String status = dice.one(Past.STATUSES);
        return read(
                "list issued coupons", path + "?status=" + status, shop -> shop.offers.ofUser(userId, Set.of(status)));
    }

    private Step winners() {
        long id = picks.coupon();
        String path = "/coupons/" + id + "/issued?limit=100";
        if (dice.chance(40)) {
            return admin("list winners", path, shop -> shop.keptOffers.winners(id, Past.ANY_STATUS));
        }
        String status = dice.one(Past.STATUSES);
        return admin("list winners", path + "&status=" + status, shop -> shop.keptOffers.winners(id, Set.of(status)));
    }

    private Step order() {
        Order order = picks.order(dice.of("PENDING", "PAID", "CANCELLED", "EXPIRED", "REFUNDED"));
        long userId = dice.chance(60) ? order.userId : picks.user();
        return read(
                "get order", "/orders/" + order.id + "?userId=" + userId, shop -> shop.orders.get(order.id, userId));
    }

    Step orders(long userId) {
        int limit = dice.of(2, PAGE);
        String query = limit == PAGE ? "" : "?limit=" + limit;
        return read("list orders", "/users/" + userId + "/orders" + query, shop -> shop.orders.ofUser(userId, limit));
    }

    private Step malformed(long userId) {
        return Step.malformed(
                "read",
                ModelCall.get(dice.of(
                        "/users/" + userId + "/points/history?limit=0",
                        "/users/" + userId + "/orders?limit=101",
                        "/users/" + userId + "/orders?cursor=nonsense",
                        "/users/" + userId + "/coupons?status=LOST",
                        "/users/one",
                        "/products?surprise=1",
                        "/products/popular?explain=perhaps",
                        "/orders/1")));
    }

    private static ExpectedReply deliveries(ReferenceShop shop) {
        return ExpectedReply.ok(Listing.newestFirst("deliveries", shop.orders.notices(), ReadVerbs::delivery, 100));
    }

    private static Map<String, Object> delivery(OrderBook.Notice told) {
        return members(
                "id",
                Free.ID,
                "messageId",
                Free.TEXT,
                "orderId",
                told.order().id,
                "type",
                told.type(),
                "status",
                Free.TEXT,
                "attempts",
                Free.ANYTHING,
                "createdAt",
                told.type().equals("order.paid") ? told.order().paidAt : Free.ANYTHING,
                "nextAttemptAt",
                Free.ANYTHING,
                "deliveredAt",
                Free.ANYTHING,
                "lastError",
                null);
    }
}
