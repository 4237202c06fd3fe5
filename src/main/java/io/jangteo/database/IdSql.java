package io.jangteo.database;

import java.util.List;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/** The ids of rows that are about to be inserted. */
final class IdSql {
    private IdSql() {}

    /** Returns ids for new rows of the table, in ascending order; on SQLite those that it would choose. */
    static List<Long> next(Handle handle, String table, int count) {
        if (Engine.of(handle) == Engine.POSTGRES) {
            return Sql.of(handle, """
                            SELECT nextval(pg_get_serial_sequence(:table, 'id')) AS id
                            FROM generate_series(1, :count) ORDER BY id
                            """, "table", table, "count", count).list(row -> row.getLong(1));
        }
        long last = Sql.of(handle, "SELECT MAX(id) FROM " + table).one(row -> row.getLong(1));
        return LongStream.rangeClosed(last + 1, last + count).boxed().toList();
    }
}
