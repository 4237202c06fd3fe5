package io.jangteo.database;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A copy could not be made or restored; nothing was changed. The message gives the reason to the user. */
public final class BackupFailure extends RuntimeException {
    BackupFailure(String message) {
        super(message);
    }

    public BackupFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a full disk caused the failure; a retry may succeed once there is room. */
    public boolean isStorageFull() {
        return isStorageFull(getCause());
    }

    /** Whether the throwable or one of its causes comes from a full disk. */
    public static boolean isStorageFull(@Nullable Throwable thrown) {
        return DatabaseFailure.isFull(thrown) || (thrown instanceof IOException failed && IoReason.isFull(failed));
    }
}
