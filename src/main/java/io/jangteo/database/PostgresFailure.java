package io.jangteo.database;

import io.jangteo.problem.Refusal;
import io.jangteo.problem.Refusals;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an error of a PostgreSQL server means for a transaction, by its SQLSTATE (PostgreSQL's documentation, appendix
 * A).
 */
final class PostgresFailure {
    /** serialization_failure, deadlock_detected: the same transaction may succeed at once. */
    private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01");

    /** lock_not_available: somebody has held a row for longer than any transaction of the shop does. */
    private static final String LOCK_TIMEOUT = "55P03";

    /** unique_violation: another transaction was first, and the same work sees that when it looks again. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** read_only_sql_transaction. */
    private static final String READ_ONLY = "25006";

    /**
     * query_canceled (a time limit), idle_in_transaction_session_timeout, cannot_connect_now, the shutdowns, and a server
     * that takes no writes.
     */
    private static final Set<String> PASSING = Set.of("57014", READ_ONLY, "25P03", "57P01", "57P02", "57P03", "57P05");

    private static final Set<String> FULL = Set.of("53100");
    private static final String CONNECTION_CLASS = "08";
    private static final String RESOURCES_CLASS = "53";
    private static final String INTERNAL_CLASS = "XX";
    private static final String SHUTDOWN = "57P";

    private PostgresFailure() {}

    /** Whether the connection leads to a server that takes no writes, such as a standby; another one may not. */
    static boolean isReadOnly(Throwable thrown) {
        return state(thrown).equals(READ_ONLY);
    }

    /** Whether the whole transaction may be tried again. */
    static boolean isRepeatable(Throwable thrown) {
        String state = state(thrown);
        return IN_THE_WAY.contains(state) || state.equals(UNIQUE_VIOLATION);
    }

    /**
     * Returns the refusal for an error before the commit, which undid everything; {@code null} if the error is a fault
     * of the transaction itself.
     */
    static @Nullable Refusal refusal(Throwable thrown) {
        String state = state(thrown);
        if (FULL.contains(state)) {
            return Refusals.STORAGE_FULL;
        }
        boolean passes = PASSING.contains(state)
                || IN_THE_WAY.contains(state)
                || state.equals(LOCK_TIMEOUT)
                || state.startsWith(CONNECTION_CLASS)
                || state.startsWith(RESOURCES_CLASS)
                || DatabaseFailure.cause(thrown) instanceof SQLTransientConnectionException;
        return passes ? Refusals.OVERLOADED : null;
    }

    static boolean isLockTimeout(Throwable thrown) {
        return state(thrown).equals(LOCK_TIMEOUT);
    }

    /** Whether the server ended the connection or cannot be reached through it. */
    static boolean isConnectionLost(Throwable thrown) {
        String state = state(thrown);
        return state.startsWith(CONNECTION_CLASS) || state.startsWith(SHUTDOWN);
    }

    /**
     * Whether a COMMIT that failed may have taken effect: the server did not answer, or ended in the midst of it. Any
     * other error is the server's word that it undid the transaction.
     */
    static boolean isOutcomeUnknown(Throwable thrown) {
        String state = state(thrown);
        return state.isEmpty() || isConnectionLost(thrown) || state.startsWith(INTERNAL_CLASS);
    }

    static String state(Throwable thrown) {
        SQLException cause = DatabaseFailure.cause(thrown);
        String state = cause == null ? null : cause.getSQLState();
        return state == null ? "" : state;
    }
}
