package io.jangteo.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks whether a body is declared as JSON in UTF-8, by the grammar of RFC 9110, 8.3.1. */
final class MediaType {
    private static final String JSON = "application/json";

    private MediaType() {}

    /** Ignores parameters other than {@code charset}, but each must be well formed. */
    static boolean isJson(@Nullable String contentType) {
        if (JSON.equals(contentType)) {
            return true;
        }
        List<String> parts = contentType == null ? List.of() : FieldValue.parts(contentType, ';');
        return !parts.isEmpty()
                && parts.get(0).equalsIgnoreCase(JSON)
                && parts.stream().skip(1).allMatch(MediaType::isHarmless);
    }

    private static boolean isHarmless(String parameter) {
        int equals = parameter.indexOf('=');
        String name = parameter.substring(0, Math.max(0, equals));
        String value = FieldValue.word(parameter.substring(equals + 1));
        return FieldValue.isToken(name)
                && value != null
                && (!name.equalsIgnoreCase("charset") || value.equalsIgnoreCase("utf-8"));
    }
}
