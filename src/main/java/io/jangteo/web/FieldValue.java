package io.jangteo.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads header fields as RFC 9110 writes them: lists over one line or several, parameters, and quoted text, within which
 * no separator counts.
 */
final class FieldValue {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private FieldValue() {}

    /** The elements of a list field, from all its lines. */
    static List<String> elements(@Nullable Enumeration<String> lines) {
        List<String> elements = new ArrayList<>();
        if (lines != null) {
            Collections.list(lines).forEach(line -> elements.addAll(parts(line, ',')));
        }
        return elements;
    }

    /** The parts between the separators, without the blanks around them; empty ones are left out. */
    static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(FieldValue::isTokenCharacter);
    }

    /** What a token or a quoted text says; {@code null} if the text is neither. */
    static @Nullable String word(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return isToken(text) ? text : null;
        }
        StringBuilder word = new StringBuilder();
        int end = text.length() - 1;
        for (int i = 1; i < end; i++) {
            if (text.charAt(i) == '"') {
                return null;
            }
            if (text.charAt(i) == '\\' && ++i == end) {
                return null;
            }
            word.append(text.charAt(i));
        }
        return text.charAt(end) == '"' ? word.toString() : null;
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
