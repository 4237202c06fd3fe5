package io.jangteo.database;

/** The database cannot be used as it is; the message says why, in words for whoever started the server. */
public final class UnusableDatabase extends RuntimeException {
    public UnusableDatabase(String message) {
        super(message);
    }

    public UnusableDatabase(String message, Throwable cause) {
        super(message, cause);
    }
}
