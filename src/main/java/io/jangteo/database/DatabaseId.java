package io.jangteo.database;

import org.jdbi.v3.core.Handle;

/**
 * The id of a database, which users' tokens carry. It stays with the database over restarts, backups and migrations; a
 * shop that takes another's place gets a new one, so that no token reaches a user who merely has the same number.
 */
public final class DatabaseId {
    private DatabaseId() {}

    /** The id of the database behind this handle. */
    public static String of(Handle handle) {
        return DatabaseIdSql.get(handle);
    }

    /** Gives the database another id, which nobody can guess: tokens made until now no longer count. */
    public static void renew(Handle handle) {
        DatabaseIdSql.renew(handle);
    }
}
