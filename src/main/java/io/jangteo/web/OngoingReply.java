package io.jangteo.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Sends a reply that goes on, one piece at a time: the next one is asked for once the one before has gone out, so that
 * a slow reader costs the memory of one piece and no thread.
 */
final class OngoingReply implements Waiting.Waiter {
    /** Shows an idle reader, and whatever is in between, that the connection lives; a comment of server-sent events. */
    static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private static final long SILENCE_NANOS = 15_000_000_000L;

    private final Call call;
    private final Ongoing ongoing;
    private final Deadlines deadlines;
    private final Runnable wake;
    private final Consumer<@Nullable Throwable> whenEnded;
    private boolean isSending;
    private boolean mayHaveMore = true;
    private boolean isEnding;
    private boolean hasEnded;
    private long sentNanos;

    /**
     * @param wake has this looked at again
     * @param whenEnded runs once, with what broke the reply or {@code null}
     */
    OngoingReply(
            Call call, Ongoing ongoing, Deadlines deadlines, Runnable wake, Consumer<@Nullable Throwable> whenEnded) {
        this.call = call;
        this.ongoing = ongoing;
        this.deadlines = deadlines;
        this.wake = wake;
        this.whenEnded = whenEnded;
    }

    /** Sends the head, and the first piece. */
    void begin() {
        HttpFields.Mutable headers = call.response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, ongoing.contentType());
        // Known to proxies that would otherwise collect the pieces.
        headers.put("X-Accel-Buffering", "no");
        if (HttpMethod.HEAD.is(call.request.getMethod())) {
            send(new byte[0], true);
            return;
        }
        byte[] first = ongoing.first();
        // Even without a piece the reader should see that it is connected.
        send(first.length == 0 ? KEEP_ALIVE : first, false);
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public synchronized boolean isDue() {
        return !isSending && (mayHaveMore || isEnding || isSilent());
    }

    @Override
    public synchronized boolean look(boolean isLast) {
        isEnding |= isLast;
        if (hasEnded) {
            return true;
        }
        if (isSending) {
            mayHaveMore = true;
            return false;
        }
        if (isEnding) {
            send(new byte[0], true);
            return true;
        }
        byte[] piece;
        try {
            piece = ongoing.next().get();
            if (piece.length > 0 || isSilent()) {
                // Afterwards, so that what happened after a revocation is not told.
                call.standing.run();
            }
        } catch (RuntimeException | Error thrown) {
            // The reader connects again, and is told then.
            send(new byte[0], true);
            return true;
        }
        mayHaveMore = piece.length > 0;
        if (mayHaveMore) {
            send(piece, false);
        } else if (isSilent()) {
            send(KEEP_ALIVE, false);
        }
        return false;
    }

    private boolean isSilent() {
        return System.nanoTime() - sentNanos >= SILENCE_NANOS;
    }

    private synchronized boolean isEnding() {
        return isEnding;
    }

    private void send(byte[] piece, boolean isLast) {
        isSending = true;
        deadlines.replyBegins(call.connection(), piece.length);
        call.response.write(
                isLast, ByteBuffer.wrap(piece), Callback.from(() -> sent(isLast, null), thrown -> sent(true, thrown)));
    }

    private void sent(boolean isLast, @Nullable Throwable thrown) {
        synchronized (this) {
            if (hasEnded) {
                return;
            }
            isSending = false;
            hasEnded = isLast;
            sentNanos = System.nanoTime();
        }
        if (isLast) {
            whenEnded.accept(thrown);
        } else if (isEnding()) {
            look(true);
        } else if (deadlines.requestIsWhole(call.connection())) {
            wake.run();
        }
    }
}
