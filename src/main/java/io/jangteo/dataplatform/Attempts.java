package io.jangteo.dataplatform;

import io.jangteo.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Records the outcome of attempts, on the delivery and in a separate row, in the caller's transaction. */
final class Attempts {
    private final BackOff backOff;

    Attempts(BackOff backOff) {
        this.backOff = backOff;
    }

    /** Records one attempt; empty if the delivery did not change because the outcome was recorded before or is void. */
    Optional<AttemptOutcome> record(Tx tx, Receipt receipt) {
        Message message = receipt.message();
        String failure = receipt.failure();
        if (failure == null) {
            return record(
                    tx, receipt, AttemptOutcome.DELIVERED, DeliverySql.markDelivered(tx.handle(), message, tx.now()));
        }
        Optional<Duration> delay = receipt.answer() == Receipt.Answer.UNWANTED
                ? Optional.empty()
                : backOff.after(message.attempts() + 1, receipt.retryAfter());
        if (delay.isPresent()) {
            Instant next = tx.now().plus(delay.get());
            return record(
                    tx, receipt, AttemptOutcome.FAILED, DeliverySql.markFailed(tx.handle(), message, next, failure));
        }
        return record(tx, receipt, AttemptOutcome.DEAD, DeliverySql.markDead(tx.handle(), message, failure));
    }

    private static Optional<AttemptOutcome> record(
            Tx tx, Receipt receipt, AttemptOutcome outcome, Optional<MarkedDelivery> marked) {
        marked.ifPresent(delivery -> AttemptSql.insert(
                tx.handle(), delivery.id(), delivery.attempts(), tx.now(), outcome, receipt.failure()));
        return marked.map(delivery -> outcome);
    }
}
