package io.jangteo.web;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Names schemas by the record's simple name. Records that share a name are prefixed with the enclosing type or room; if
 * a request and a reply share one, the request's schema gives way.
 */
final class OpenApiSchemaNames {
    private final Set<String> taken = new HashSet<>();

    /** Names one builder's schemas, appending the suffix to names that are taken. */
    final class Strategy implements SchemaDefinitionNamingStrategy {
        private final String suffix;

        private Strategy(String suffix) {
            this.suffix = suffix;
        }

        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            return free(nameOf(typeOf(key)));
        }

        @Override
        public void adjustDuplicateNames(Map<DefinitionKey, String> duplicates, SchemaGenerationContext context) {
            duplicates.replaceAll((key, name) -> free(placeOf(typeOf(key)) + nameOf(typeOf(key))));
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

    private static String nameOf(Class<?> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        return name == null ? type.getSimpleName() : name.value();
    }

    /** Returns the name of the enclosing type, or of the room. */
    private static String placeOf(Class<?> type) {
        if (type.getEnclosingClass() != null) {
            return type.getEnclosingClass().getSimpleName();
        }
        String room = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return Character.toUpperCase(room.charAt(0)) + room.substring(1);
    }
}
