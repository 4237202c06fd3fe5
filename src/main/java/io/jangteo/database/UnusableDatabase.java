package io.jangteo.database;

/** The database cannot be used as it is; the message gives the reason to the operator. */
public final class UnusableDatabase extends RuntimeException {
    public UnusableDatabase(String message) {
        super(message);
    }

    public UnusableDatabase(String message, Throwable cause) {
        super(message, cause);
    }
}
