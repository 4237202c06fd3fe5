package io.jangteo.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A failure of the database itself, as opposed to a refusal or a constraint violation. */
final class DatabaseFailure extends RuntimeException {
    /** The primary code is the low byte of SQLite's extended result code. */
    private static final int PRIMARY_CODE_MASK = 0xff;

    DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether an exception from a transaction's work leaves the connection in an unknown state. */
    static boolean isBehind(Throwable thrown) {
        SQLException cause = cause(thrown);
        return cause != null && primaryCode(cause) != SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    /** Whether the file can no longer be trusted: the process must stop, and recovery must start from the log. */
    static boolean isFatal(Throwable thrown) {
        SQLException cause = cause(thrown);
        if (!(cause instanceof SQLiteException sqlite)) {
            return false;
        }
        return switch (sqlite.getResultCode()) {
            case SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> primaryCode(cause) == SQLiteErrorCode.SQLITE_CORRUPT.code;
        };
    }

    /**
     * Whether the disk is full. In a commit this error comes from writing the log, before the frame that ends the
     * transaction is complete, so the transaction has no effect, now or after a recovery. A full disk that is noticed
     * in a flush or in the log's index has another code.
     */
    static boolean isFull(@Nullable Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_FULL);
    }

    /** Whether the file is damaged or is not a database. */
    static boolean isDamage(Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_NOTADB) || hasCode(thrown, SQLiteErrorCode.SQLITE_CORRUPT);
    }

    /** Whether a lock of another connection caused the failure. */
    static boolean isBusy(Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_BUSY);
    }

    static boolean isInterrupted(Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_INTERRUPT);
    }

    private static boolean hasCode(@Nullable Throwable thrown, SQLiteErrorCode code) {
        SQLException cause = cause(thrown);
        return cause != null && primaryCode(cause) == code.code;
    }

    static @Nullable SQLException cause(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static int primaryCode(SQLException cause) {
        return cause.getErrorCode() & PRIMARY_CODE_MASK;
    }
}
