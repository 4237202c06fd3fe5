package io.jangteo.database;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database itself failed: not a refusal, and not a rule of the schema that held. */
final class DatabaseFailure extends RuntimeException {
    /** The primary code is the low byte of SQLite's extended result code. */
    private static final int PRIMARY_CODE_MASK = 0xff;

    DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether something thrown by a transaction's work leaves the connection in a state nobody can vouch for. */
    static boolean isBehind(Throwable thrown) {
        SQLException cause = cause(thrown);
        return cause != null && primaryCode(cause) != SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    /** Whether the file can no longer be trusted: the process has to stop, and recovery to start from the log. */
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
     * Whether the disk is full. In a commit this comes from writing the log, before the frame that ends a transaction is
     * whole: so nothing of the transaction holds, now or after a recovery. A full disk that shows in a flush or in the
     * log's index has another code.
     */
    static boolean isFull(Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_FULL);
    }

    /** Whether the file is no database, or a damaged one. */
    static boolean isDamage(Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_NOTADB) || hasCode(thrown, SQLiteErrorCode.SQLITE_CORRUPT);
    }

    /** Whether another connection was in the way. */
    static boolean isBusy(Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_BUSY);
    }

    static boolean isInterrupted(Throwable thrown) {
        return hasCode(thrown, SQLiteErrorCode.SQLITE_INTERRUPT);
    }

    private static boolean hasCode(Throwable thrown, SQLiteErrorCode code) {
        SQLException cause = cause(thrown);
        return cause != null && primaryCode(cause) == code.code;
    }

    private static SQLException cause(Throwable thrown) {
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
