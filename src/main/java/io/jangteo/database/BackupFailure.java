package io.jangteo.database;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;

/** A copy could not be made or put back; nothing was changed. The message says why, in words for whoever asked. */
public final class BackupFailure extends RuntimeException {
    BackupFailure(String message) {
        super(message);
    }

    BackupFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Over HTTP this is {@code STORAGE_FULL}: nothing of the copy is left. */
    static BackupFailure diskFull(String what, Throwable cause) {
        Problem full = Refusals.storageFull();
        full.addSuppressed(cause);
        return new BackupFailure(what + ": the disk is full", full);
    }
}
