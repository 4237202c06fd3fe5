package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpMethod;

/** A request that waits for its reply. */
final class LongPoll implements Waiting.Waiter {
    private final Call call;
    private final Awaited awaited;
    private final BiConsumer<Call, Throwable> refuse;
    private final Consumer<Call> end;
    private final long endNanos;
    private boolean wasLookedAt;
    private boolean hasEnded;

    /**
     * @param awaited whose result is the {@link Answer}
     * @param refuse has the call refused because of what was thrown
     * @param end ends the call, which then has its answer or its refusal
     */
    LongPoll(Call call, Awaited awaited, BiConsumer<Call, Throwable> refuse, Consumer<Call> end) {
        this.call = call;
        this.awaited = awaited;
        this.refuse = refuse;
        this.end = end;
        boolean isHead = HttpMethod.HEAD.is(call.request.getMethod());
        this.endNanos = System.nanoTime() + (isHead ? 0 : awaited.limit().toNanos());
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public synchronized boolean isDue() {
        return !wasLookedAt || isOver();
    }

    @Override
    public boolean look(boolean isLast) {
        synchronized (this) {
            if (hasEnded) {
                return true;
            }
            if (!isDecided(isLast)) {
                return false;
            }
            hasEnded = true;
        }
        // Without the lock: the connection's next request may begin here, and look at others that end as well.
        end.accept(call);
        return true;
    }

    /** Looks, and leaves the answer or the refusal in the call if it is there. */
    private boolean isDecided(boolean isLast) {
        wasLookedAt = true;
        try {
            Object result = awaited.look().now(isLast || isOver() || !call.isConnected());
            if (result == null) {
                return false;
            }
            // Afterwards, so that what happened after a revocation is not told.
            call.standing.run();
            call.answer = (Answer) result;
        } catch (RuntimeException | Error thrown) {
            call.ongoing = null;
            refuse.accept(call, thrown);
        }
        return true;
    }

    private boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }
}
