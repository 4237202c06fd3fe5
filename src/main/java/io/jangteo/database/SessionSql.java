package io.jangteo.database;

import org.jdbi.v3.core.Handle;

/** PostgreSQL's advisory lock of the servers of a database; a session that ends gives it back. */
final class SessionSql {
    /** "server" in ASCII. */
    private static final long LOCK = 0x736572766572L;

    private SessionSql() {}

    static void lockShared(Handle handle) {
        Sql.of(handle, "SELECT pg_advisory_lock_shared(:lock)", "lock", LOCK).one(row -> true);
    }

    static boolean tryLockShared(Handle handle) {
        return Sql.of(handle, "SELECT pg_try_advisory_lock_shared(:lock)", "lock", LOCK)
                .one(row -> row.getBoolean(1));
    }

    /** The session's own shared lock does not count. */
    static boolean tryLockAlone(Handle handle) {
        return Sql.of(handle, "SELECT pg_try_advisory_lock(:lock)", "lock", LOCK)
                .one(row -> row.getBoolean(1));
    }

    static void unlockAlone(Handle handle) {
        Sql.of(handle, "SELECT pg_advisory_unlock(:lock)", "lock", LOCK).one(row -> true);
    }
}
