package io.jangteo.idempotency;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.problem.Problem;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers a repeated request as it was answered first. Key, effect and reply commit together: either the request has
 * happened and its reply is kept, or neither.
 */
public final class Idempotency {
    /** Refusals that say nothing final about the request: who asked, how much, how often, or that it was not looked at. */
    private static final Set<Integer> NEVER_KEPT = Set.of(401, 403, 413, 422, 429);

    private static final int SERVER_ERRORS = 500;

    private final Database database;
    private final Map<String, ByteBuffer> running = new ConcurrentHashMap<>();

    public Idempotency(Database database) {
        this.database = database;
    }

    /**
     * Runs the work in one transaction and keeps its reply, or gives the kept one.
     *
     * @param refusal makes the reply of a refusal that is kept
     * @throws Problem what the work refused with, unless that is final and was kept; {@code IDEMPOTENCY_KEY_REUSED};
     *     {@code REQUEST_IN_PROGRESS}
     */
    public Answer once(KeyedRequest request, Function<Tx, Reply> work, Function<Problem, Reply> refusal) {
        return alone(
                request,
                () -> database.write(tx ->
                        kept(tx, request).orElseGet(() -> keep(tx, request, firstReply(tx, work, refusal)))));
    }

    /**
     * The same for what is not one transaction, such as a backup: it happens first and its reply is kept after. Should
     * the server die between the two, a repetition does it again.
     */
    public Answer onceOutside(KeyedRequest request, Supplier<Reply> work, Function<Problem, Reply> refusal) {
        return alone(request, () -> {
            Optional<Answer> kept = database.write(tx -> kept(tx, request));
            if (kept.isPresent()) {
                return kept.get();
            }
            Reply reply = orRefusal(work, refusal);
            return database.write(tx -> keep(tx, request, reply));
        });
    }

    private Answer alone(KeyedRequest request, Supplier<Answer> work) {
        ByteBuffer other = running.putIfAbsent(request.id(), request.hash());
        if (other != null) {
            throw other.equals(request.hash())
                    ? IdempotencyRefusals.requestInProgress()
                    : IdempotencyRefusals.keyReused();
        }
        try {
            return work.get();
        } finally {
            running.remove(request.id());
        }
    }

    private static Optional<Answer> kept(Tx tx, KeyedRequest request) {
        Optional<KeptReply> kept = IdempotencySql.find(tx.handle(), request);
        if (kept.isPresent() && !kept.get().hash().equals(request.hash())) {
            throw IdempotencyRefusals.keyReused();
        }
        return kept.map(first -> new Answer(first.reply(), true));
    }

    private static Reply firstReply(Tx tx, Function<Tx, Reply> work, Function<Problem, Reply> refusal) {
        return orRefusal(() -> tx.attempt(() -> work.apply(tx)), refusal);
    }

    private static Reply orRefusal(Supplier<Reply> work, Function<Problem, Reply> refusal) {
        try {
            return work.get();
        } catch (Problem problem) {
            int status = problem.refusal().status();
            boolean passes = problem.retryAfterSeconds().isPresent();
            if (passes || status >= SERVER_ERRORS || NEVER_KEPT.contains(status)) {
                throw problem;
            }
            return refusal.apply(problem);
        }
    }

    private static Answer keep(Tx tx, KeyedRequest request, Reply reply) {
        IdempotencySql.insert(tx.handle(), request, reply, tx.now());
        return new Answer(reply, false);
    }
}
