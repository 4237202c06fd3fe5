package io.jangteo.idempotency;

import io.jangteo.database.Batch;
import io.jangteo.database.Outcome;
import io.jangteo.database.Tx;
import io.jangteo.idempotency.KeyedBatch.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose requests may carry keys: key, effect and reply of each commit together. The result of a request with a
 * key is its {@link Answer}, of one without a key the batch's own.
 *
 * @param batch decides what is asked; calls with the same one share their transactions
 */
public record KeyedBatch<Q, R>(Batch<Q, R> batch) implements Batch<Ask<Q, R>, Object> {

    /**
     * One request.
     *
     * @param keyed {@code null} without a key
     * @param request what is asked for, or why it is not well formed
     * @param answer makes the reply that is kept under the key
     * @param alongside what the same transaction does if the request was granted now
     */
    public record Ask<Q, R>(
            @Nullable KeyedRequest keyed,
            Outcome<Q> request,
            Function<R, Answer> answer,
            BiConsumer<Tx, R> alongside) {}

    @Override
    public List<Outcome<Object>> run(Tx tx, List<Ask<Q, R>> asks) {
        List<@Nullable Outcome<Object>> outcomes = new ArrayList<>(asks.size());
        Map<KeyedRequest, Outcome<KeptReply>> known = IdempotencySql.claim(tx.handle(), keys(asks));
        List<Q> open = new ArrayList<>(asks.size());
        for (Ask<Q, R> ask : asks) {
            Outcome<Object> early = early(ask, known);
            outcomes.add(early);
            if (early == null) {
                open.add(ask.request().get());
            }
        }
        List<Outcome<R>> decided = open.isEmpty() ? List.of() : batch.run(tx, open);
        List<IdempotencySql.Kept> kept = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < asks.size(); i++) {
            if (outcomes.get(i) == null) {
                Outcome<R> outcome = decided.get(next++);
                if (!outcome.isRefused()) {
                    asks.get(i).alongside().accept(tx, outcome.get());
                }
                outcomes.set(i, answered(asks.get(i), outcome, kept));
            }
        }
        IdempotencySql.insert(tx.handle(), kept, tx::now);
        return List.copyOf(outcomes);
    }

    private List<KeyedRequest> keys(List<Ask<Q, R>> asks) {
        List<KeyedRequest> keys = new ArrayList<>(asks.size());
        for (Ask<Q, R> ask : asks) {
            if (ask.keyed() != null) {
                keys.add(ask.keyed());
            }
        }
        return keys;
    }

    /** Returns the outcome of a request that is not to be decided: it was answered before, or is not well formed. */
    private static <Q, R> @Nullable Outcome<Object> early(Ask<Q, R> ask, Map<KeyedRequest, Outcome<KeptReply>> known) {
        Outcome<KeptReply> first = ask.keyed() == null ? null : known.get(ask.keyed());
        if (first != null) {
            return first.map(reply -> new Answer(reply.reply(), true));
        }
        return ask.request().isRefused() ? ask.request().map(unused -> unused) : null;
    }

    private static <Q, R> Outcome<Object> answered(Ask<Q, R> ask, Outcome<R> decided, List<IdempotencySql.Kept> kept) {
        KeyedRequest keyed = ask.keyed();
        if (keyed == null || decided.isRefused()) {
            return decided.map(result -> result);
        }
        Answer answer = ask.answer().apply(decided.get());
        kept.add(new IdempotencySql.Kept(keyed, answer.reply()));
        return Outcome.of(answer);
    }
}
