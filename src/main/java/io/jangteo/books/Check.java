package io.jangteo.books;

import org.jdbi.v3.core.Handle;

/** Something that holds of the whole shop. It is looked at in pieces, each of which proves its part by itself. */
interface Check {
    /** What holds if there is no violation, in words joined by hyphens; never changed once published. */
    String name();

    /** The keys by which the check is cut into pieces. */
    Keys keys();

    /**
     * Looks at everything whose key is above {@code after} and not above {@code to}; violations are ordered by the ids
     * that they name, and are at most {@value CheckSql#VIOLATIONS_MAX}.
     */
    Found look(Handle handle, Object after, Object to);

    /**
     * What a piece of a check came to.
     *
     * @param checked how many things were looked at
     */
    record Found(long checked, java.util.List<String> violations) {}
}
