package io.jangteo.books;

import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * What one piece looks at: the keys above {@code after} and not above {@code to}.
 *
 * @param isLast whether no key can be above {@code to}
 * @param part which of the rows of the only head among these keys, or {@code null} for all rows of all of them
 */
record Span(
        Object after, Object to, boolean isLast, @Nullable Part part) {

    /** Binds what the query of the piece may name: {@code :after}, {@code :to}, {@code :from}, {@code :until}, {@code :bound}. */
    Query bind(Query query) {
        return query.configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("after", after)
                .bind("to", to)
                .bind("from", part == null ? Long.MIN_VALUE : part.from)
                .bind("until", part == null ? Long.MAX_VALUE : part.until)
                .bind("bound", part == null ? Long.MAX_VALUE : part.bound);
    }

    /** Whether the head's rows go on beyond this. */
    boolean isUnfinished() {
        return part != null && part.until != Long.MAX_VALUE;
    }

    /** Whether this goes on with a head whose first rows another piece had. */
    boolean isContinued() {
        return part != null && part.from != Long.MIN_VALUE;
    }

    /**
     * A part of a head's rows: those above {@code from} and not above {@code until}.
     *
     * @param bound the newest id as the first part was looked at: what came later does not count in any part
     * @param databaseId of the database that the first part was looked at in; another shop may have taken its place
     */
    record Part(long from, long until, long bound, String databaseId) {}
}
