package io.jangteo.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses header fields as defined by RFC 9110: lists over one or more lines, parameters, and quoted strings, in which
 * separators do not count.
 */
final class FieldValue {
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z!#$%&'*+.^_`|~-]+");

    private FieldValue() {}

    /** Returns the elements of a list field from all its lines. */
    static List<String> elements(@Nullable Enumeration<String> lines) {
        List<String> elements = new ArrayList<>();
        if (lines != null) {
            Collections.list(lines).forEach(line -> elements.addAll(parts(line, ',')));
        }
        return elements;
    }

    /** Returns the parts between separators, trimmed, without empty ones. */
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
        return TOKEN.matcher(text).matches();
    }

    /** Returns the value of a token or a quoted string; {@code null} if the text is neither. */
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
}
