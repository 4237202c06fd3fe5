package io.jangteo.dataplatform;

import io.jangteo.problem.HeapExhaustion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt to deliver a message ended.
 *
 * @param failure why it was not delivered, printable and of at most {@value #FAILURE_MAX_LENGTH} characters;
 *     {@code null} if it was
 * @param retryAfter how long the receiver asked not to be tried again; zero if it did not ask
 */
public record Receipt(
        Message message, Answer answer, @Nullable String failure, Duration retryAfter) {
    /** Enough to see what is wrong; the receiver may have answered anything. */
    static final int FAILURE_MAX_LENGTH = 200;

    /** What the receiver did. */
    public enum Answer {
        /** It has the message. */
        TAKEN,
        /** It is there and did not take this message. */
        REFUSED,
        /** It is there and wants no further attempt at this message. */
        UNWANTED,
        /** Nobody is there to take any message: no reply, or one that tells of a failure of its own (5xx, 429). */
        NONE
    }

    static Receipt delivered(Message message) {
        return new Receipt(message, Answer.TAKEN, null, Duration.ZERO);
    }

    /** The receiver could not be asked, or did not answer. */
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

    /** Whatever else stands in the reason, a database must be able to keep it. */
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
