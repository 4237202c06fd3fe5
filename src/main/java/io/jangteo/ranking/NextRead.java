package io.jangteo.ranking;

import io.jangteo.schedule.Threads;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Answers many who ask the same at once with one read. A read that is already running may have seen less than was
 * committed when the question arrived, so that nobody joins it: those who ask meanwhile share the next one.
 */
final class NextRead<Q, A> {
    private final Function<Q, A> read;
    private final Map<Q, CompletableFuture<A>> waiting = new ConcurrentHashMap<>();
    private final Lock running = new ReentrantLock();

    /** @param read never runs twice at the same time */
    NextRead(Function<Q, A> read) {
        this.read = read;
    }

    /** Returns the answer of a read that began after this call; throws what the read threw. */
    A of(Q question) {
        CompletableFuture<A> mine = new CompletableFuture<>();
        CompletableFuture<A> joined = waiting.putIfAbsent(question, mine);
        return joined == null ? lead(question, mine) : Threads.joined(joined);
    }

    private A lead(Q question, CompletableFuture<A> mine) {
        running.lock();
        try {
            // From here on, who asks has to wait for another read.
            waiting.remove(question);
            A answer = read.apply(question);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error thrown) {
            mine.completeExceptionally(thrown);
            throw thrown;
        } finally {
            running.unlock();
        }
    }
}
