package io.jangteo.reference;

import static io.jangteo.reference.ModelCall.json;

import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.OrderBook.Order;
import io.jangteo.reference.OrderBook.Wish;
import io.jangteo.reference.Shelf.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shoppers who order, pay and change their minds. */
final class OrderVerbs {
    /** Units of one product, that most users can pay. */
    private static final int MANY = 8;

    private static final String[] NO_ORDERS = {
        "{'items':[{'productId':1,'quantity':1}]}",
        "{'userId':'1','items':[{'productId':1,'quantity':1}]}",
        "{'userId':1,'items':{'productId':1,'quantity':1}}",
        "{'userId':1,'items':[{'productId':1,'quantity':1.5}]}",
        "{'userId':1,'items':[{'productId':1,'quantity':'1'}]}",
        "{'userId':1,'items':[{'productId':1}]}",
        "{'userId':1,'items':[{'quantity':1}]}",
        "{'userId':1,'items':[null]}",
        "{'userId':1,'items':[{'productId':1,'quantity':1,'unitPrice':1}]}",
        "{'userId':1,'items':[{'productId':1,'quantity':1}],'totalAmount':1}",
        "{'userId':1,'items':[{'productId':1,'quantity':1}],'issuedCouponId':'1'}"
    };

    private static final String[] NOBODY_NAMED = {"{}", "{'userId':null}", "{'userId':'1'}", "{'userId':1.5}"};

    private static final String[] NO_REASONS = {"{}", "{'reason':null}", "{'reason':' '}", "{'reason':'a','userId':1}"};

    private final Picks picks;
    private final Dice dice;

    OrderVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
    }

    Step place() {
        if (dice.chance(5)) {
            return Step.malformed("place", ModelCall.post("/orders", json(dice.of(NO_ORDERS))));
        }
        long userId = picks.user();
        List<Wish> wishes = dice.chance(88) ? someWishes() : oddWishes();
        return place(userId, wishes, dice.chance(55) ? coupon(userId) : null);
    }

    Step placeWith(Copy coupon) {
        return place(coupon.userId, someWishes(), coupon.id);
    }

    /** One of each product that is left. */
    Step placeEverything(long userId) {
        List<Wish> wishes = picks.shop.shelf.all().stream()
                .filter(item -> item.stock > 0)
                .map(item -> new Wish(item.id, 1))
                .toList();
        return place(userId, wishes, null);
    }

    private Step place(long userId, List<Wish> wishes, Long coupon) {
        return new Step(
                "place",
                ModelCall.post("/orders", body(userId, wishes, coupon)),
                (shop, told) -> shop.orders.place(userId, wishes, coupon, told));
    }

    Step pay() {
        Order order = picks.order(dice.chance(70) ? "PENDING" : dice.of("PAID", "CANCELLED", "EXPIRED", "REFUNDED"));
        if (dice.chance(3)) {
            return Step.malformed("pay", ModelCall.post(path(order, "payment"), json(dice.of(NOBODY_NAMED))));
        }
        return pay(order, picks.userLike(order.userId));
    }

    Step pay(Order order) {
        return pay(order, order.userId);
    }

    Step cancel() {
        Order order = picks.order(dice.of("PENDING", "PAID", "PAID", "CANCELLED", "EXPIRED", "REFUNDED"));
        if (dice.chance(3)) {
            return Step.malformed("cancel", ModelCall.post(path(order, "cancel"), json(dice.of(NOBODY_NAMED))));
        }
        return cancel(order, picks.userLike(order.userId));
    }

    Step cancel(Order order) {
        return cancel(order, order.userId);
    }

    /** By the administrator. */
    Step cancelAny() {
        Order order = picks.order(dice.of("PENDING", "PAID", "PAID", "CANCELLED", "EXPIRED", "REFUNDED"));
        long id = dice.chance(95) ? order.id : Picks.NOBODY;
        String path = "/orders/" + id + "/cancel";
        if (dice.chance(5)) {
            return Step.malformed("cancel any", ModelCall.admin("POST", path, json(dice.of(NO_REASONS))));
        }
        return new Step(
                "cancel any",
                ModelCall.admin("POST", path, json("{'reason':'품절'}")),
                (shop, told) -> shop.orders.cancelAny(id));
    }

    private static Step pay(Order order, long userId) {
        return new Step(
                "pay",
                ModelCall.post(path(order, "payment"), json("{'userId':%d}", userId)),
                (shop, told) -> shop.orders.pay(order.id, userId, told));
    }

    private static Step cancel(Order order, long userId) {
        return new Step(
                "cancel",
                ModelCall.post(path(order, "cancel"), json("{'userId':%d}", userId)),
                (shop, told) -> shop.orders.cancel(order.id, userId));
    }

    private static String path(Order order, String verb) {
        return "/orders/" + order.id + "/" + verb;
    }

    private List<Wish> someWishes() {
        List<Wish> wishes = new ArrayList<>();
        List<Item> items = dice.chance(15)
                ? picks.shop.shelf.all()
                : Stream.generate(picks::item).limit(dice.between(1, 3)).toList();
        for (Item item : items) {
            long most = Math.max(1, Math.min(item.stock, MANY));
            long quantity = dice.chance(5) ? item.stock + 1 : dice.of(1L, 1L, 2L, dice.between(1, most));
            wishes.add(new Wish(dice.chance(97) ? item.id : Picks.NOBODY, quantity));
        }
        return wishes;
    }

    private List<Wish> oddWishes() {
        long id = picks.product();
        return dice.of(
                List.of(),
                List.of(new Wish(id, 0)),
                List.of(new Wish(id, -1)),
                List.of(new Wish(id, OrderBook.LINE_QUANTITY_MAX)),
                List.of(new Wish(id, OrderBook.LINE_QUANTITY_MAX + 1)),
                List.of(new Wish(id, 600), new Wish(id, 401)),
                Collections.nCopies(OrderBook.LINES_MAX, new Wish(id, 1)),
                Collections.nCopies(OrderBook.LINES_MAX + 1, new Wish(id, 1)));
    }

    /** Mostly one that the user may use; null, for none, if there is not what was wanted. */
    private Long coupon(long userId) {
        int wanted = (int) dice.between(1, 10);
        if (wanted == 1) {
            return Picks.NOBODY;
        }
        boolean own = wanted > 2;
        boolean usable = wanted > 4;
        List<Copy> copies = picks.shop.offers.copies().stream()
                .filter(copy -> own == (copy.userId == userId) && usable == picks.isUsable(copy))
                .toList();
        return copies.isEmpty() ? null : Long.valueOf(dice.one(copies).id);
    }

    private String body(long userId, List<Wish> wishes, Long coupon) {
        String items = wishes.stream()
                .map(wish -> json("{'productId':%d,'quantity':%d}", wish.productId(), wish.quantity()))
                .collect(Collectors.joining(",", "[", "]"));
        String named = wishes.isEmpty() ? dice.of("", ",'items':null", ",'items':[]") : ",'items':" + items;
        String with = coupon == null ? dice.of("", ",'issuedCouponId':null") : ",'issuedCouponId':" + coupon;
        return json("{'userId':%d%s%s}", userId, named, with);
    }
}
