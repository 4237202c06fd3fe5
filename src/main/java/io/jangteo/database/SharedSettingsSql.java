package io.jangteo.database;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;

/** The settings that the servers of a PostgreSQL database share; a file has one server, which needs none. */
final class SharedSettingsSql {
    private SharedSettingsSql() {}

    /** Of several servers that start at once, the first one stores its own; returns the names that were missing. */
    static Set<String> insertMissing(Handle handle, SortedMap<String, String> own) {
        return changed(handle, own, """
                        INSERT INTO setting (name, value)
                        SELECT 'shared.' || name, value FROM unnest(:names, :values) AS own (name, value) ORDER BY name
                        ON CONFLICT (name) DO NOTHING
                        RETURNING substr(name, 8)
                        """);
    }

    /** Returns the names of those that had another value, or none. */
    static Set<String> replace(Handle handle, SortedMap<String, String> own) {
        return changed(handle, own, """
                        INSERT INTO setting (name, value)
                        SELECT 'shared.' || name, value FROM unnest(:names, :values) AS own (name, value) ORDER BY name
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value
                        RETURNING substr(name, 8)
                        """);
    }

    static Map<String, String> all(Handle handle) {
        Map<String, String> all = new HashMap<>();
        Sql.of(handle, "SELECT substr(name, 8), value FROM setting WHERE name LIKE 'shared.%'")
                .list(row -> all.put(row.getString(1), row.getString(2)) == null);
        return all;
    }

    private static Set<String> changed(Handle handle, SortedMap<String, String> own, String statement) {
        return new HashSet<>(Sql.of(handle, statement)
                .with(
                        "names",
                        own.keySet().toArray(String[]::new),
                        "values",
                        own.values().toArray(String[]::new))
                .list(row -> row.getString(1)));
    }
}
