package io.jangteo.database;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sqlite_schema}: a table, index, view or trigger.
 *
 * @param table that it belongs to; its own name for a table or view
 * @param sql what made it, as it was written; {@code null} for an index that a constraint brings with it
 */
record SchemaObject(
        String type, String name, String table, @Nullable String sql) {
    private static final List<String> TYPES = List.of("table", "view", "trigger", "index");
    private static final int SHOWN_LENGTH_MAX = 80;

    boolean isNamedLike(SchemaObject other) {
        return type.equals(other.type) && name.equals(other.name);
    }

    /** Tables come before what belongs to them. */
    int order() {
        int place = TYPES.indexOf(type);
        return place < 0 ? TYPES.size() : place;
    }

    /** What SQLite keeps for itself once it was asked to, such as the statistics of {@code ANALYZE}. */
    boolean isOfSqlite() {
        return type.equals("table")
                && sql != null
                && name.toLowerCase(Locale.ROOT).matches("sqlite_(stat[1-4]|sequence)")
                && sql.matches("CREATE TABLE " + name + "\\([a-z,]++\\)");
    }

    /** Names it in a sentence; whoever made it may have called it anything. */
    String words() {
        String words = (type + " " + name).replaceAll("\\p{Cntrl}", "?");
        return words.length() <= SHOWN_LENGTH_MAX ? words : words.substring(0, SHOWN_LENGTH_MAX) + "…";
    }
}
