package io.jangteo.database;

import java.nio.ByteBuffer;
import org.jdbi.v3.core.Handle;

final class ChangesSql {
    /** JavaScript holds whole numbers exactly up to 53 bits. */
    private static final int UNUSED_BITS = 11;

    private ChangesSql() {}

    /** Hashes which transactions have ended; the highest number alone would miss the end of a long one. */
    static long number(Handle handle) {
        return Sql.of(handle, "SELECT pg_current_snapshot()::text")
                .one(row -> ByteBuffer.wrap(Sha256.of(row.getString(1))).getLong() >>> UNUSED_BITS);
    }
}
