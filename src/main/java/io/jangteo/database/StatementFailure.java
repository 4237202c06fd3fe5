package io.jangteo.database;

import java.sql.SQLException;

/** A statement that failed: by a constraint, by the database, or by its own fault. */
final class StatementFailure extends RuntimeException {
    StatementFailure(SqlText text, SQLException cause) {
        super(cause.getMessage() + " [" + text.written().strip() + "]", cause);
    }
}
