package io.jangteo.dataplatform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to the data platform with every attempt to deliver it.
 *
 * @param nextAttemptAt set while it is {@code PENDING}
 * @param deliveredAt set once it is {@code DELIVERED}
 * @param lastError why the last attempt failed, {@code null} if it did not
 * @param attempts oldest first, including those before a replay
 */
public record DeliveryTrail(
        long id,
        String messageId,
        String type,
        DeliveryStatus status,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable String lastError,
        List<DeliveryAttempt> attempts) {

    static DeliveryTrail of(Delivery delivery, List<DeliveryAttempt> attempts) {
        return new DeliveryTrail(
                delivery.id(),
                delivery.messageId(),
                delivery.type(),
                delivery.status(),
                delivery.createdAt(),
                delivery.nextAttemptAt(),
                delivery.deliveredAt(),
                delivery.lastError(),
                attempts);
    }
}
