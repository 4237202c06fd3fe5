package io.jangteo.database;

/** A copy could not be made or put back; nothing was changed. The message says why, in words for whoever asked. */
public final class BackupFailure extends RuntimeException {
    BackupFailure(String message) {
        super(message);
    }

    BackupFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
