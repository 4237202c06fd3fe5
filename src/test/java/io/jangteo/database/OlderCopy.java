package io.jangteo.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Turns a database into one that an older version of the shop would have made from the same rows. */
public final class OlderCopy {
    private OlderCopy() {}

    /**
     * Replaces the file, which no server may have open, with the older database. Data without a column or table in the
     * older one is lost.
     *
     * @param version the number of migrations that the older version knows
     */
    public static void replace(Path file, int version) throws Exception {
        Path older = file.resolveSibling("older.db");
        try (SqliteConnection connection = SqliteConnection.forWriting(older)) {
            Migrations.bringTo(version, connection, InstantSource.system());
            Handle handle = connection.handle();
            handle.execute("PRAGMA foreign_keys = OFF");
            handle.execute("ATTACH DATABASE '" + file + "' AS newer");
            for (String table : names(
                    handle,
                    "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                            + " AND name <> 'schema_migration'")) {
                copy(handle, table);
            }
            handle.execute("DETACH DATABASE newer");
        }
        for (String end : List.of("-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
            Files.deleteIfExists(older.resolveSibling(older.getFileName() + end));
        }
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Handle handle, String table) {
        String of = "SELECT name FROM pragma_table_info('" + table + "', '%s')";
        Set<String> known = Set.copyOf(names(handle, of.formatted("newer")));
        String columns = names(handle, of.formatted("main")).stream()
                .filter(known::contains)
                .collect(Collectors.joining(", "));
        handle.execute("DELETE FROM main." + table);
        handle.execute("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM newer." + table);
    }

    private static List<String> names(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).list();
    }
}
