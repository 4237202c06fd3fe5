package io.jangteo.order;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An order; all amounts in won.
 *
 * @param totalAmount the price to pay: {@code itemsAmount} less {@code discountAmount}
 * @param expiresAt the first moment at which it can no longer be paid
 */
public record Order(
        long id,
        long userId,
        OrderStatus status,
        List<OrderLine> items,
        long itemsAmount,
        long discountAmount,
        long totalAmount,
        @Nullable Long issuedCouponId,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant paidAt) {

    /** Returns an order as it is placed, without its id. */
    static Order placed(NewOrder request, List<OrderLine> items, Pricing pricing, Instant at, Instant expiresAt) {
        return new Order(
                0,
                request.userId(),
                OrderStatus.PENDING,
                items,
                pricing.itemsAmount(),
                pricing.discountAmount(),
                pricing.totalAmount(),
                request.issuedCouponId(),
                at,
                expiresAt,
                null);
    }

    /** Returns the reference by which entries and movements name this order. */
    String reference() {
        return "order:" + id;
    }

    boolean isPayableAt(Instant moment) {
        return status == OrderStatus.PENDING && moment.isBefore(expiresAt);
    }

    /** Returns the ordered units by product, in the order of the products' ids. */
    SortedMap<Long, Long> units() {
        SortedMap<Long, Long> units = new TreeMap<>();
        items.forEach(line -> units.put(line.productId(), line.quantity()));
        return units;
    }

    Order withId(long newId) {
        return with(newId, status, items, paidAt);
    }

    Order withItems(List<OrderLine> newItems) {
        return with(id, status, newItems, paidAt);
    }

    Order paid(Instant at) {
        return with(id, OrderStatus.PAID, items, at);
    }

    Order closed(OrderStatus closed) {
        return with(id, closed, items, paidAt);
    }

    private Order with(long newId, OrderStatus newStatus, List<OrderLine> newItems, @Nullable Instant newPaidAt) {
        return new Order(
                newId,
                userId,
                newStatus,
                newItems,
                itemsAmount,
                discountAmount,
                totalAmount,
                issuedCouponId,
                createdAt,
                expiresAt,
                newPaidAt);
    }
}
