package io.jangteo.books;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one piece: above {@code after}, up to and including {@code to}.
 *
 * @param isLast whether no key can be above {@code to}
 * @param part the part of the rows of the only head among these keys, or {@code null} for all rows of all keys
 */
record Span(
        Object after, Object to, boolean isLast, @Nullable Part part) {

    /** Returns the parameters that a piece's query may use, by name. */
    Map<String, Object> parameters() {
        return Map.of(
                "after", after,
                "to", to,
                "from", part == null ? Long.MIN_VALUE : part.from,
                "until", part == null ? Long.MAX_VALUE : part.until,
                "bound", part == null ? Long.MAX_VALUE : part.bound);
    }

    /** Whether the head has rows beyond this part. */
    boolean isUnfinished() {
        return part != null && part.until != Long.MAX_VALUE;
    }

    /** Whether an earlier piece had the head's first rows. */
    boolean isContinued() {
        return part != null && part.from != Long.MIN_VALUE;
    }

    /**
     * A part of a head's rows: above {@code from}, up to and including {@code until}.
     *
     * @param bound the newest id when the first part was read: no part counts later rows
     * @param databaseId the id of the database in which the first part was read; another shop may have replaced it
     *     since
     */
    record Part(long from, long until, long bound, String databaseId) {}
}
