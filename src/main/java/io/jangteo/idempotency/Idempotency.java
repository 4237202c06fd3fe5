package io.jangteo.idempotency;

import static io.jangteo.idempotency.IdempotencyRefusals.IDEMPOTENCY_KEY_REUSED;
import static io.jangteo.idempotency.IdempotencyRefusals.REQUEST_IN_PROGRESS;

import io.jangteo.database.Database;
import io.jangteo.database.Outcome;
import io.jangteo.database.Tx;
import io.jangteo.problem.Problem;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers a repeated request like the first one. Key, effect and reply commit together: either the request took effect
 * and its reply is kept, or neither. A refusal changes nothing, so it is not kept and its key stays free.
 */
public final class Idempotency {
    private final Database database;
    private final Map<String, ByteBuffer> running = new ConcurrentHashMap<>();

    public Idempotency(Database database) {
        this.database = database;
    }

    /**
     * Runs the work in one transaction and keeps its reply, or finds the kept one.
     *
     * @param then takes the reply, as {@link Database#writeThen} hands it on
     * @throws Problem the work's own refusal; {@code IDEMPOTENCY_KEY_REUSED}; {@code REQUEST_IN_PROGRESS}
     */
    public void once(KeyedRequest request, Function<Tx, Answer> work, Consumer<Supplier<Answer>> then) {
        alone(
                request,
                done -> database.writeThen(
                        tx -> kept(tx, request).orElseGet(() -> keep(tx, request, work.apply(tx))), done),
                then);
    }

    /**
     * Does the same for a request that is decided together with others.
     *
     * @param alongside what the same transaction does if the request was granted now
     * @throws Problem the request's own refusal; {@code IDEMPOTENCY_KEY_REUSED}; {@code REQUEST_IN_PROGRESS}
     */
    public <Q, R> void together(
            KeyedBatch<Q, R> batch,
            KeyedRequest request,
            Outcome<Q> asked,
            Function<R, Answer> answer,
            BiConsumer<Tx, R> alongside,
            Consumer<Supplier<Answer>> then) {
        KeyedBatch.Ask<Q, R> ask = new KeyedBatch.Ask<>(request, asked, answer, alongside);
        alone(
                request,
                done -> database.togetherThen(batch, ask, outcome -> done.accept(() -> (Answer) outcome.get())),
                then);
    }

    /**
     * Does the same for work that is not one transaction, such as a backup: the reply is kept after the work. If the
     * server dies in between, a repeated request runs the work again. Work that restores an older state of the shop may
     * restore a reply to the same key; the reply to this request replaces it.
     */
    public Answer onceOutside(KeyedRequest request, Supplier<Reply> work) {
        begin(request);
        try {
            Optional<Answer> kept = database.write(tx -> kept(tx, request));
            if (kept.isPresent()) {
                return kept.get();
            }
            Reply reply = work.get();
            return database.write(tx -> {
                IdempotencySql.delete(tx.handle(), request);
                return keep(tx, request, new Answer(reply, false));
            });
        } finally {
            running.remove(request.id());
        }
    }

    /** Runs the work while its key is in progress, up to its outcome. */
    private void alone(
            KeyedRequest request, Consumer<Consumer<Supplier<Answer>>> work, Consumer<Supplier<Answer>> then) {
        begin(request);
        try {
            work.accept(outcome -> {
                running.remove(request.id());
                then.accept(outcome);
            });
        } catch (RuntimeException | Error refused) {
            running.remove(request.id());
            throw refused;
        }
    }

    private void begin(KeyedRequest request) {
        ByteBuffer other = running.putIfAbsent(request.id(), request.hash());
        if (other != null) {
            throw other.equals(request.hash()) ? REQUEST_IN_PROGRESS.problem() : IDEMPOTENCY_KEY_REUSED.problem();
        }
    }

    private static Optional<Answer> kept(Tx tx, KeyedRequest request) {
        Outcome<KeptReply> known =
                IdempotencySql.claim(tx.handle(), List.of(request)).get(request);
        return Optional.ofNullable(known).map(first -> new Answer(first.get().reply(), true));
    }

    private static Answer keep(Tx tx, KeyedRequest request, Answer answer) {
        IdempotencySql.insert(tx.handle(), List.of(new IdempotencySql.Kept(request, answer.reply())), tx::now);
        return answer;
    }
}
