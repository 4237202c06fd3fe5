package io.jangteo.reference;

import static io.jangteo.reference.ExpectedReply.members;

import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.Shelf.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders, from being placed to their end. */
final class OrderBook {
    static final int LINES_MAX = 100;
    static final long LINE_QUANTITY_MAX = 1_000;
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(30);

    private final ReferenceClock clock;
    private final Wallets wallets;
    private final Shelf shelf;
    private final Offers offers;
    private final TreeMap<Long, Order> orders = new TreeMap<>();
    private final List<Notice> notices = new ArrayList<>();

    OrderBook(ReferenceClock clock, Wallets wallets, Shelf shelf, Offers offers) {
        this.clock = clock;
        this.wallets = wallets;
        this.shelf = shelf;
        this.offers = offers;
    }

    /** What is asked for in one line of an order to be. */
    record Wish(long productId, long quantity) {}

    record Line(long productId, String name, long unitPrice, long quantity) {
        long amount() {
            return unitPrice * quantity;
        }

        Map<String, Object> shown() {
            return members(
                    "productId",
                    productId,
                    "name",
                    name,
                    "unitPrice",
                    unitPrice,
                    "quantity",
                    quantity,
                    "amount",
                    amount());
        }
    }

    static final class Order {
        long id;
        long userId;
        List<Line> lines;
        /** Null if it has none. */
        Copy coupon;

        long discount;
        Instant createdAt;
        /** By the reference's clock. */
        Instant due;

        Instant paidAt;
        String status = "PENDING";

        long itemsAmount() {
            return lines.stream().mapToLong(Line::amount).sum();
        }

        long total() {
            return itemsAmount() - discount;
        }

        Instant expiresAt() {
            return createdAt.plus(TIME_TO_PAY);
        }

        Long couponId() {
            return coupon == null ? null : coupon.id;
        }

        boolean is(String wanted) {
            return status.equals(wanted);
        }

        String reference() {
            return "order:" + id;
        }

        /** The business day of its payment. */
        LocalDate day() {
            return ReferenceClock.dayOf(paidAt);
        }

        Map<String, Object> shown() {
            return members(
                    "id",
                    id,
                    "userId",
                    userId,
                    "status",
                    status,
                    "items",
                    lines.stream().map(Line::shown).toList(),
                    "itemsAmount",
                    itemsAmount(),
                    "discountAmount",
                    discount,
                    "totalAmount",
                    total(),
                    "issuedCouponId",
                    couponId(),
                    "createdAt",
                    createdAt,
                    "expiresAt",
                    expiresAt(),
                    "paidAt",
                    paidAt);
        }
    }

    /**
     * @param issuedCouponId null for none
     */
    ExpectedReply place(long userId, List<Wish> wishes, Long issuedCouponId, Told told) {
        wallets.require(userId);
        Map<Long, Long> quantities = merged(wishes);
        Order order = new Order();
        order.lines = quantities.entrySet().stream()
                .map(entry -> line(shelf.require(entry.getKey()), entry.getValue()))
                .toList();
        quantities.keySet().forEach(id -> shelf.requireOnSale(shelf.require(id)));
        if (issuedCouponId != null) {
            order.coupon = offers.requireUsable(issuedCouponId, userId);
            if (order.itemsAmount() < order.coupon.offer.terms.minOrderAmount()) {
                throw invalid("BELOW_MINIMUM");
            }
            order.discount = order.coupon.offer.terms.discount().of(order.itemsAmount());
        }
        new TreeMap<>(quantities).forEach((id, quantity) -> shelf.requireStock(shelf.require(id), quantity));
        order.id = told.newAmong(orders);
        order.userId = userId;
        order.createdAt = clock.accept(told.at());
        order.due = clock.now().plus(TIME_TO_PAY);
        orders.put(order.id, order);
        order.lines.forEach(
                line -> shelf.move(shelf.require(line.productId), "ORDER", -line.quantity, order.reference()));
        ExpectedReply answer = ExpectedReply.created(order.shown()).at("/api/v1/orders/" + order.id);
        return order.coupon == null ? answer : answer.as("201 with coupon");
    }

    ExpectedReply pay(long orderId, long userId, Told told) {
        Order order = require(orderId, userId);
        if (!order.is("PENDING")) {
            throw unchangeable(order);
        }
        if (order.coupon != null) {
            offers.requireUsable(order.coupon.id, userId);
        }
        wallets.spend(userId, order.total(), order.reference());
        if (order.coupon != null) {
            order.coupon.orderId = order.id;
        }
        order.status = "PAID";
        order.paidAt = clock.accept(told.at());
        notices.add(new Notice(order, "order.paid"));
        ExpectedReply answer = ExpectedReply.ok(order.shown());
        if (order.total() == 0) {
            return answer.as("200 for nothing");
        }
        return order.coupon == null ? answer : answer.as("200 with coupon");
    }

    ExpectedReply cancel(long orderId, long userId) {
        return cancel(require(orderId, userId));
    }

    /** By the administrator. */
    ExpectedReply cancelAny(long orderId) {
        Order order = orders.get(orderId);
        if (order == null) {
            throw ExpectedReply.refused(404, "ORDER_NOT_FOUND").thrown();
        }
        return cancel(order);
    }

    private ExpectedReply cancel(Order order) {
        if (order.is("PENDING")) {
            close(order, "CANCELLED", "CANCEL");
            return ExpectedReply.ok(order.shown()).as("CANCELLED");
        }
        if (!order.is("PAID")) {
            throw unchangeable(order);
        }
        boolean isAboveLimit = wallets.refund(order.userId, order.total(), order.reference());
        close(order, "REFUNDED", "REFUND");
        notices.add(new Notice(order, "order.refunded"));
        ExpectedReply answer = ExpectedReply.ok(order.shown());
        if (isAboveLimit && order.coupon == null) {
            return answer.as("REFUNDED above the limit");
        }
        if (order.coupon == null) {
            return answer.as(order.day().equals(clock.today()) ? "REFUNDED" : "REFUNDED on a later day");
        }
        return answer.as(offers.giveBack(order.coupon) ? "REFUNDED with coupon" : "REFUNDED without expired coupon");
    }

    ExpectedReply get(long orderId, long userId) {
        return ExpectedReply.ok(require(orderId, userId).shown());
    }

    ExpectedReply ofUser(long userId, int limit) {
        wallets.require(userId);
        List<Order> listed =
                all().stream().filter(order -> order.userId == userId).toList();
        return ExpectedReply.ok(Listing.newestFirst("orders", listed, Order::shown, limit));
    }

    /** Ends the orders whose time to be paid is over, in the order in which it ended. */
    void expire() {
        orders.values().stream()
                .filter(order -> order.is("PENDING") && clock.hasReached(order.due))
                .sorted(Comparator.comparing((Order order) -> order.createdAt).thenComparing(order -> order.id))
                .forEach(order -> close(order, "EXPIRED", "EXPIRE"));
    }

    List<Order> all() {
        return new ArrayList<>(orders.values());
    }

    /** What the data platform is told of: every payment and every refund, in their order. */
    List<Notice> notices() {
        return notices;
    }

    /** A message to the data platform. */
    record Notice(Order order, String type) {}

    private Map<Long, Long> merged(List<Wish> wishes) {
        if (wishes.isEmpty()) {
            throw invalid("NO_ITEMS");
        }
        if (wishes.size() > LINES_MAX) {
            throw invalid("TOO_MANY_LINES");
        }
        Map<Long, Long> quantities = new LinkedHashMap<>();
        wishes.forEach(wish -> quantities.merge(wish.productId, wish.quantity, Long::sum));
        boolean within = wishes.stream().allMatch(wish -> wish.quantity >= 1)
                && quantities.values().stream().allMatch(quantity -> quantity <= LINE_QUANTITY_MAX);
        if (!within) {
            throw invalid("QUANTITY");
        }
        return quantities;
    }

    private static Line line(Item item, long quantity) {
        return new Line(item.id, item.name, item.price, quantity);
    }

    private void close(Order order, String status, String movement) {
        order.status = status;
        order.lines.forEach(
                line -> shelf.move(shelf.require(line.productId), movement, line.quantity, order.reference()));
    }

    private Order require(long orderId, long userId) {
        wallets.require(userId);
        Order order = orders.get(orderId);
        if (order == null || order.userId != userId) {
            throw ExpectedReply.refused(404, "ORDER_NOT_FOUND").thrown();
        }
        return order;
    }

    private static ExpectedReply.Refused unchangeable(Order order) {
        String code = order.is("PAID") ? "ORDER_ALREADY_PAID" : "ORDER_" + order.status;
        return ExpectedReply.refused(409, code).thrown();
    }

    private static ExpectedReply.Refused invalid(String violation) {
        return ExpectedReply.refused(400, "INVALID_ORDER", "violation", violation)
                .thrown();
    }
}
