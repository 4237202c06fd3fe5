package io.jangteo.database;

import io.jangteo.problem.Refusal;
import io.jangteo.schedule.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hands the outcomes of settled writes on, beside the writer, which meanwhile works on the next ones. One thread does
 * so for all that nobody awaits: the writer itself would be held up by it, and two threads cost more than they gain.
 */
final class Replies implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads.daemons("jangteo-replies-"));

    Replies() {
        // Not in a commit, when there may be none left.
        thread.prestartCoreThread();
    }

    /** Settles the writes without effect, except for those that are settled already. */
    void refuse(List<Pending<?>> writes, Refusal refusal) {
        writes.forEach(pending -> pending.refuse(refusal));
        send(writes);
    }

    /** Settles the writes, after their commit; returns at once. */
    void send(List<Pending<?>> writes) {
        List<Pending<?>> handedOn = new ArrayList<>(writes.size());
        for (Pending<?> pending : writes) {
            if (!pending.settles()) {
                continue;
            }
            if (pending.isAwaited()) {
                pending.release();
            } else {
                handedOn.add(pending);
            }
        }
        if (!handedOn.isEmpty()) {
            thread.execute(() -> handedOn.forEach(Pending::handOn));
        }
    }

    /** Waits until all outcomes are handed on. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
    }
}
