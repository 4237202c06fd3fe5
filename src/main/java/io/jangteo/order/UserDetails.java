package io.jangteo.order;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user with what the shop knows of them.
 *
 * @param point the balance in points
 * @param reference the administrator's own id of the user, if there is one
 * @param orders the number of the user's orders in each status
 * @param coupons the number of coupons that were issued to the user, whatever became of them
 */
public record UserDetails(
        long id,
        String name,
        long point,
        Instant createdAt,
        @Nullable String reference,
        Map<OrderStatus, Long> orders,
        long coupons) {}
