package io.jangteo.web;

import io.jangteo.database.Tx;

/** Keeps what administration changes. */
@FunctionalInterface
public interface ChangeLog {
    /** Notes a change in the change's own transaction, as its last step. */
    void note(Tx tx, Change change);
}
