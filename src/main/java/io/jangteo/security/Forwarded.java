package io.jangteo.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the {@code Forwarded} header of RFC 7239: one element for each proxy on the way, the nearest one last. */
final class Forwarded {
    private final String line;
    private int place;

    private Forwarded(String line) {
        this.line = line;
    }

    /**
     * The elements of all lines, in order: values by lower-case name, without quotes. From the first syntax error in a
     * line on, the rest of that line becomes one empty element, since its sender is unknown.
     */
    static List<Map<String, String>> elements(List<String> lines) {
        List<Map<String, String>> elements = new ArrayList<>();
        lines.forEach(line -> new Forwarded(line).read(elements));
        return elements;
    }

    private void read(List<Map<String, String>> elements) {
        while (place < line.length()) {
            Map<String, String> element = new HashMap<>();
            if (!readElement(element)) {
                elements.add(Map.of());
                return;
            }
            if (!element.isEmpty()) {
                elements.add(element);
            }
        }
    }

    /** Reads an element up to its comma or the end of the line; false if it is malformed. */
    private boolean readElement(Map<String, String> element) {
        while (true) {
            skipBlanks();
            if (!isAtEnd(";,")) {
                String name = readUntil("=;,\" \t").toLowerCase(Locale.ROOT);
                if (name.isEmpty() || !take('=')) {
                    return false;
                }
                String value = readValue();
                if (value == null || element.put(name, value) != null) {
                    return false;
                }
                skipBlanks();
            }
            if (place == line.length() || take(',')) {
                return true;
            }
            if (!take(';')) {
                return false;
            }
        }
    }

    /** Reads a value; {@code null} if a quote is not closed. */
    private @Nullable String readValue() {
        if (!take('"')) {
            return readUntil(";,\" \t");
        }
        StringBuilder value = new StringBuilder();
        for (; place < line.length(); place++) {
            char next = line.charAt(place);
            if (next == '"') {
                place++;
                return value.toString();
            }
            if (next == '\\' && ++place == line.length()) {
                return null;
            }
            value.append(line.charAt(place));
        }
        return null;
    }

    private String readUntil(String ends) {
        int start = place;
        while (!isAtEnd(ends)) {
            place++;
        }
        return line.substring(start, place);
    }

    private boolean isAtEnd(String ends) {
        return place == line.length() || ends.indexOf(line.charAt(place)) >= 0;
    }

    private void skipBlanks() {
        while (place < line.length() && (line.charAt(place) == ' ' || line.charAt(place) == '\t')) {
            place++;
        }
    }

    private boolean take(char wanted) {
        boolean there = place < line.length() && line.charAt(place) == wanted;
        if (there) {
            place++;
        }
        return there;
    }
}
