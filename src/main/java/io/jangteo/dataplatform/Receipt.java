package io.jangteo.dataplatform;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt to deliver a message ended.
 *
 * @param failure why it was not delivered, printable and of at most {@value #FAILURE_MAX_LENGTH} characters;
 *     {@code null} if it was
 */
public record Receipt(Message message, @Nullable String failure) {
    /** Enough to see what is wrong; the receiver may have answered anything. */
    static final int FAILURE_MAX_LENGTH = 200;

    static Receipt delivered(Message message) {
        return new Receipt(message, null);
    }

    public static Receipt failed(Message message, String reason) {
        return new Receipt(message, printable(reason));
    }

    static Receipt failed(Message message, Throwable thrown) {
        String kind = thrown.getClass().getSimpleName();
        return failed(message, thrown.getMessage() == null ? kind : kind + ": " + thrown.getMessage());
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
