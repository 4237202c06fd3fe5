package io.jangteo.database;

import java.io.IOException;

/** A copy could not be made or put back; nothing was changed. The message says why, in words for whoever asked. */
public final class BackupFailure extends RuntimeException {
    BackupFailure(String message) {
        super(message);
    }

    BackupFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether it failed because the disk is full: it may succeed once there is room. */
    public boolean isStorageFull() {
        return isStorageFull(getCause());
    }

    /** Whether this, or what it wraps, comes from a full disk. */
    public static boolean isStorageFull(Throwable thrown) {
        return DatabaseFailure.isFull(thrown) || thrown instanceof IOException failed && IoReason.isFull(failed);
    }
}
