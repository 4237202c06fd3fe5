package io.jangteo.database;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of a table, in few bytes: two tables are equal, on whichever engines, if their digests are. */
record TableDigest(long rows, String sha256) {

    static TableDigest of(Handle handle, MovedTable table, List<String> columns) {
        MessageDigest digest = Sha256.start();
        long rows = MoveSql.read(handle, table, columns, row -> digest.update(CopyText.of(row)));
        return new TableDigest(rows, HexFormat.of().formatHex(digest.digest()));
    }
}
