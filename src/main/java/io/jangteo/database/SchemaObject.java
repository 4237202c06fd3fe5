package io.jangteo.database;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sqlite_schema}: a table, index, view or trigger.
 *
 * @param table the table it belongs to; its own name for a table or view
 * @param sql the statement that created it, as written; {@code null} for the implicit index of a constraint
 */
record SchemaObject(
        String type, String name, String table, @Nullable String sql) {
    private static final List<String> TYPES = List.of("table", "view", "trigger", "index");
    private static final int SHOWN_LENGTH_MAX = 80;

    boolean isNamedLike(SchemaObject other) {
        return type.equals(other.type) && name.equals(other.name);
    }

    /** Sorts tables before the objects that belong to them. */
    int order() {
        int place = TYPES.indexOf(type);
        return place < 0 ? TYPES.size() : place;
    }

    /** Whether it is a table that SQLite maintains itself, such as the statistics of {@code ANALYZE}. */
    boolean isOfSqlite() {
        return type.equals("table")
                && sql != null
                && name.toLowerCase(Locale.ROOT).matches("sqlite_(stat[1-4]|sequence)")
                && sql.matches("CREATE TABLE " + name + "\\([a-z,]++\\)");
    }

    /**
     * Names it in a sentence, with control characters replaced and the length bounded: a foreign name may hold
     * anything.
     */
    String words() {
        String words = (type + " " + name).replaceAll("\\p{Cntrl}", "?");
        return words.length() <= SHOWN_LENGTH_MAX ? words : words.substring(0, SHOWN_LENGTH_MAX) + "…";
    }
}
