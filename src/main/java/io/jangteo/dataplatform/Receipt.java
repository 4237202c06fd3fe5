package io.jangteo.dataplatform;

import io.jangteo.problem.HeapExhaustion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one attempt to deliver a message.
 *
 * @param failure why it was not delivered, printable and at most {@value #FAILURE_MAX_LENGTH} characters long; {@code
 *     null} if it was
 * @param retryAfter the delay that the receiver requested; zero if it requested none
 */
public record Receipt(
        Message message, Answer answer, @Nullable String failure, Duration retryAfter) {
    /** Enough to see what is wrong; a receiver may send text of any length. */
    static final int FAILURE_MAX_LENGTH = 200;

    /** The receiver's reaction. */
    public enum Answer {
        /** It accepted the message. */
        TAKEN,
        /** It is reachable and rejected this message. */
        REFUSED,
        /** It is reachable and wants no further attempts at this message. */
        UNWANTED,
        /** It cannot accept any message: no reply, or one that reports its own failure (5xx, 429). */
        NONE
    }

    static Receipt delivered(Message message) {
        return new Receipt(message, Answer.TAKEN, null, Duration.ZERO);
    }

    /** The result of an attempt that did not reach the receiver or got no answer. */
    public static Receipt failed(Message message, String reason) {
        return failed(message, Answer.NONE, reason, Duration.ZERO);
    }

    static Receipt failed(Message message, Throwable thrown) {
        HeapExhaustion.check(thrown);
        String kind = thrown.getClass().getSimpleName();
        return failed(message, thrown.getMessage() == null ? kind : kind + ": " + thrown.getMessage());
    }

    static Receipt failed(Message message, Answer answer, String reason, Duration retryAfter) {
        return new Receipt(message, answer, printable(reason), retryAfter);
    }

    public boolean isDelivered() {
        return failure == null;
    }

    /** Removes characters that a database may not be able to store, and limits the length. */
    private static String printable(String reason) {
        StringBuilder text = new StringBuilder();
        reason.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .takeWhile(point -> text.length() + Character.charCount(point) <= FAILURE_MAX_LENGTH)
                .forEachOrdered(text::appendCodePoint);
        return text.toString().strip();
    }
}
