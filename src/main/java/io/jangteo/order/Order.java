package io.jangteo.order;

import java.time.Instant;
import java.util.List;
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

    /** Returns the reference by which entries and movements name this order. */
    String reference() {
        return "order:" + id;
    }

    boolean isPayableAt(Instant moment) {
        return status == OrderStatus.PENDING && moment.isBefore(expiresAt);
    }

    Order paid(Instant at) {
        return with(OrderStatus.PAID, at);
    }

    Order closed(OrderStatus closed) {
        return with(closed, paidAt);
    }

    private Order with(OrderStatus newStatus, @Nullable Instant newPaidAt) {
        return new Order(
                id,
                userId,
                newStatus,
                items,
                itemsAmount,
                discountAmount,
                totalAmount,
                issuedCouponId,
                createdAt,
                expiresAt,
                newPaidAt);
    }
}
