package io.jangteo.dataplatform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to the data platform, as the administrator sees it.
 *
 * @param orderId the order that it tells of, {@code null} if it tells of something else
 * @param attempts number of attempts since it was added or replayed
 * @param nextAttemptAt set while it is {@code PENDING}
 * @param deliveredAt set once it is {@code DELIVERED}
 * @param lastError why the last attempt failed, {@code null} if it did not
 */
public record Delivery(
        long id,
        String messageId,
        @Nullable Long orderId,
        String type,
        DeliveryStatus status,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable String lastError) {}
