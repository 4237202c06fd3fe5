package io.jangteo.database;

import org.jdbi.v3.core.Handle;

/**
 * The id of a database, which user tokens carry. Restarts, backups and migrations keep it; a restored database that
 * replaces another gets a new one, so that no token reaches a user who merely has the same number.
 */
public final class DatabaseId {
    private DatabaseId() {}

    /** The id of the database behind this handle. */
    public static String of(Handle handle) {
        return DatabaseIdSql.get(handle);
    }

    /** Gives the database a new, unguessable id, which invalidates all tokens issued before. */
    public static void renew(Handle handle) {
        DatabaseIdSql.renew(handle);
    }
}
