package io.jangteo.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads the schema of a database. */
final class SchemaSql {
    private SchemaSql() {}

    /** The whole schema as one text that does not depend on the order of creation; empty for an empty database. */
    static Optional<String> text(Connection connection) {
        // Avoids Jdbi: this is the first statement of a start, and usually the only one of this class.
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
            SELECT group_concat(quote(type) || quote(name) || quote(tbl_name) || quote(sql), ',')
                || (SELECT application_id FROM pragma_application_id)
                || ',' || (SELECT user_version FROM pragma_user_version)
            FROM (SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name, sql)
            """)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException thrown) {
            throw new DatabaseFailure(thrown);
        }
    }

    static List<SchemaObject> objects(Handle handle) {
        return Sql.of(handle, "SELECT type, name, tbl_name, sql FROM sqlite_schema")
                .list(row -> new SchemaObject(
                        String.valueOf(row.getString("type")),
                        String.valueOf(row.getString("name")),
                        String.valueOf(row.getString("tbl_name")),
                        row.getString("sql")));
    }

    static int applicationId(Handle handle) {
        return Sql.of(handle, "PRAGMA application_id").one(row -> row.getInt(1));
    }

    static int userVersion(Handle handle) {
        return Sql.of(handle, "PRAGMA user_version").one(row -> row.getInt(1));
    }

    /** Whether a user-created index is plain: on columns only, over all rows, and not unique. */
    static boolean isPlainIndex(Handle handle, SchemaObject index) {
        return Sql.of(handle, """
            SELECT count(*) FROM pragma_index_list(:table) AS list
            WHERE list.name = :name AND list.origin = 'c' AND NOT list."unique" AND NOT list.partial
            AND NOT EXISTS (
                SELECT 1 FROM pragma_index_xinfo(:name) AS part
                WHERE part.cid = -2 OR (part.key AND part.coll <> 'BINARY'))
            """, "table", index.table(), "name", index.name()).one(row -> row.getInt(1)) > 0;
    }
}
