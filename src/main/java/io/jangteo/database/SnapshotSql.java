package io.jangteo.database;

import org.jdbi.v3.core.Handle;

final class SnapshotSql {
    private SnapshotSql() {}

    /** Lets other transactions of a PostgreSQL database see this one's snapshot; returns its name. */
    static String export(Handle handle) {
        return Sql.of(handle, "SELECT pg_export_snapshot()").one(row -> row.getString(1));
    }
}
