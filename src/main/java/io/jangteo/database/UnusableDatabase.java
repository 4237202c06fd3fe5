package io.jangteo.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used as it is; the message gives the reason to the operator. */
public final class UnusableDatabase extends RuntimeException {
    public UnusableDatabase(String message) {
        super(message);
    }

    public UnusableDatabase(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
