package io.jangteo.dataplatform;

import io.jangteo.database.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Records the outcome of attempts, on the delivery and in a separate row, in the caller's transaction. */
final class Attempts {
    private final BackOff backOff;

    Attempts(BackOff backOff) {
        this.backOff = backOff;
    }

    /**
     * Records attempts and returns the outcomes of those that count: a delivery does not change if the outcome was
     * recorded before or is void.
     */
    List<AttemptOutcome> record(Tx tx, List<Receipt> receipts) {
        List<AttemptOutcome> outcomes = new ArrayList<>();
        List<String> delivered = receipts.stream()
                .filter(Receipt::isDelivered)
                .map(receipt -> receipt.message().id())
                .toList();
        if (!delivered.isEmpty()) {
            List<Long> ids = DeliverySql.lockUndelivered(tx.handle(), delivered);
            DeliverySql.markDelivered(tx.handle(), ids, tx.now());
            AttemptSql.insert(tx.handle(), ids, tx.now(), AttemptOutcome.DELIVERED, null);
            outcomes.addAll(Collections.nCopies(ids.size(), AttemptOutcome.DELIVERED));
        }
        for (Receipt receipt : receipts) {
            String failure = receipt.failure();
            if (failure != null) {
                recordFailure(tx, receipt, failure).ifPresent(outcomes::add);
            }
        }
        return outcomes;
    }

    private Optional<AttemptOutcome> recordFailure(Tx tx, Receipt receipt, String failure) {
        Message message = receipt.message();
        Optional<Duration> delay = receipt.answer() == Receipt.Answer.UNWANTED
                ? Optional.empty()
                : backOff.after(message.attempts() + 1, receipt.retryAfter());
        AttemptOutcome outcome = delay.isPresent() ? AttemptOutcome.FAILED : AttemptOutcome.DEAD;
        Optional<Long> marked = delay.isPresent()
                ? DeliverySql.markFailed(tx.handle(), message, tx.now().plus(delay.get()), failure)
                : DeliverySql.markDead(tx.handle(), message, failure);
        marked.ifPresent(id -> AttemptSql.insert(tx.handle(), List.of(id), tx.now(), outcome, failure));
        return marked.map(id -> outcome);
    }
}
