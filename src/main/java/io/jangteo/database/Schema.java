package io.jangteo.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The complete schema of a database: tables with their columns and constraints, indexes, views, triggers, and the two
 * numbers in its header by which a program recognizes its files. Compared letter by letter.
 */
record Schema(List<SchemaObject> objects, int applicationId, int userVersion) {

    /** Reads the definitions without running any of them. */
    static Schema of(Handle handle) {
        return new Schema(SchemaSql.objects(handle), SchemaSql.applicationId(handle), SchemaSql.userVersion(handle));
    }

    /** Whether it has the object exactly once. */
    boolean has(SchemaObject object) {
        return objects.contains(object)
                && objects.stream()
                                .filter(each -> each.name().equalsIgnoreCase(object.name()))
                                .count()
                        == 1;
    }

    /**
     * Describes the first difference of another schema from this one, in words that follow "its".
     *
     * @param mayBeAdded accepts additional objects that do not count as a difference
     */
    Optional<String> differenceOf(Schema other, Predicate<SchemaObject> mayBeAdded) {
        if (other.applicationId != applicationId) {
            return Optional.of("application_id is " + other.applicationId + " instead of " + applicationId);
        }
        if (other.userVersion != userVersion) {
            return Optional.of("user_version is " + other.userVersion + " instead of " + userVersion);
        }
        List<SchemaObject> missing = new ArrayList<>(objects);
        List<SchemaObject> additional = new ArrayList<>();
        for (SchemaObject object : other.objects) {
            if (!missing.remove(object)) {
                additional.add(object);
            }
        }
        Comparator<SchemaObject> order =
                Comparator.comparingInt(SchemaObject::order).thenComparing(SchemaObject::name);
        List<SchemaObject> differences = new ArrayList<>(missing);
        differences.addAll(additional.stream().filter(mayBeAdded.negate()).toList());
        return differences.stream().min(order).map(object -> words(object, missing, additional));
    }

    private static String words(SchemaObject object, List<SchemaObject> missing, List<SchemaObject> additional) {
        boolean isExpected = missing.stream().anyMatch(object::isNamedLike);
        boolean isThere = additional.stream().anyMatch(object::isNamedLike);
        String how = isExpected && isThere ? "different" : isExpected ? "missing" : "additional";
        return object.words() + " is " + how;
    }
}
