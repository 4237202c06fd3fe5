package io.jangteo.administration;

import io.jangteo.database.SortedPage;
import io.jangteo.database.Sql;
import io.jangteo.web.Change;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

final class AuditSql {
    private static final Sql.RowMapper<KeptEntry> ENTRY = row -> new KeptEntry(
            row.getLong("id"),
            new AuditEntry(
                    Sql.instant(row, "at"),
                    row.getString("key_name"),
                    row.getString("operation"),
                    row.getString("target"),
                    row.getString("reason"),
                    row.getString("request_id")));

    private AuditSql() {}

    static void insert(Handle handle, Change change, Instant at) {
        Sql.of(handle, """
                        INSERT INTO audit_entry (at, key_name, operation, target, reason, request_id)
                        VALUES (:at, :key, :operation, :target, :reason, :requestId)
                        """, "at", at, "key", change.key(), "operation", change.operation(), "target", change.target())
                .with("reason", change.reason(), "requestId", change.requestId())
                .update();
    }

    /** @param until exclusive, in epoch milliseconds, as {@code from} */
    static List<KeptEntry> list(Handle handle, long from, long until, SortedPage page) {
        return Sql.of(handle, """
                        SELECT id, at, key_name, operation, target, reason, request_id FROM audit_entry
                        WHERE at >= :from AND (at, id) < (:at, :before)
                        ORDER BY at DESC, id DESC LIMIT :limit
                        """, "from", from, "at", page.numberOr(until), "before", page.idOr(0))
                .with("limit", page.limitPlusOne())
                .list(ENTRY);
    }

    static List<KeptEntry> ofOperation(Handle handle, String operation, long from, long until, SortedPage page) {
        return Sql.of(handle, """
                        SELECT id, at, key_name, operation, target, reason, request_id FROM audit_entry
                        WHERE operation = :operation AND at >= :from AND (at, id) < (:at, :before)
                        ORDER BY at DESC, id DESC LIMIT :limit
                        """, "operation", operation, "from", from, "at", page.numberOr(until))
                .with("before", page.idOr(0), "limit", page.limitPlusOne())
                .list(ENTRY);
    }
}
