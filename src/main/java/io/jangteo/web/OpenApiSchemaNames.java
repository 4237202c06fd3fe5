package io.jangteo.web;

import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * How the schemas are called: by the record's simple name. Records of one name get that of what they stand in put
 * before it, and a request's schema steps back for a reply's.
 */
final class OpenApiSchemaNames {
    private final Set<String> taken = new HashSet<>();

    /** Names a builder's schemas; the suffix is put behind names that are taken. */
    final class Strategy implements SchemaDefinitionNamingStrategy {
        private final String suffix;

        private Strategy(String suffix) {
            this.suffix = suffix;
        }

        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            return free(typeOf(key).getSimpleName());
        }

        @Override
        public void adjustDuplicateNames(Map<DefinitionKey, String> duplicates, SchemaGenerationContext context) {
            duplicates.replaceAll(
                    (key, name) -> free(placeOf(typeOf(key)) + typeOf(key).getSimpleName()));
        }

        private String free(String name) {
            return taken.contains(name) ? name + suffix : name;
        }
    }

    Strategy forReplies() {
        return new Strategy("");
    }

    Strategy forRequests() {
        return new Strategy("Request");
    }

    void taken(Iterator<String> names) {
        names.forEachRemaining(taken::add);
    }

    private static Class<?> typeOf(DefinitionKey key) {
        return key.getType().getErasedType();
    }

    /** The enclosing type's name, or that of the room. */
    private static String placeOf(Class<?> type) {
        if (type.getEnclosingClass() != null) {
            return type.getEnclosingClass().getSimpleName();
        }
        String room = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return Character.toUpperCase(room.charAt(0)) + room.substring(1);
    }
}
