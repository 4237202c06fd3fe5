package io.jangteo.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the data platform is told of an order; the same members for each of its events. It is a format of its own, which
 * a change of the API does not change.
 *
 * @param version raised by a change that a receiver must know of; new members are no such change
 * @param closedAt when it was cancelled, expired or refunded
 * @param reason the administrator's, if the administrator cancelled or refunded it
 */
record OrderMessage(
        int version,
        long id,
        long userId,
        String status,
        List<Item> items,
        long itemsAmount,
        long discountAmount,
        long totalAmount,
        @Nullable Long issuedCouponId,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant paidAt,
        @Nullable Instant closedAt,
        @Nullable String reason) {
    private static final int VERSION = 1;

    /** One product in the order. */
    record Item(long productId, String name, long unitPrice, long quantity, long amount) {
        static Item of(OrderLine line) {
            return new Item(line.productId(), line.name(), line.unitPrice(), line.quantity(), line.amount());
        }
    }

    static OrderMessage of(Order order) {
        return closed(order, null, null);
    }

    static OrderMessage closed(Order order, @Nullable Instant closedAt, @Nullable String reason) {
        return new OrderMessage(
                VERSION,
                order.id(),
                order.userId(),
                order.status().name(),
                order.items().stream().map(Item::of).toList(),
                order.itemsAmount(),
                order.discountAmount(),
                order.totalAmount(),
                order.issuedCouponId(),
                order.createdAt(),
                order.expiresAt(),
                order.paidAt(),
                closedAt,
                reason);
    }
}
