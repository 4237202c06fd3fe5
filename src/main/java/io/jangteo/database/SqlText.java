package io.jangteo.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a statement, parsed once.
 *
 * @param written with named parameters, as it stands in the code
 * @param prepared with a question mark for each of them, for the driver
 * @param names of the parameters, in the order of the question marks
 */
public record SqlText(String written, String prepared, List<String> names) {
    /** What may contain a colon that begins no name (texts, quoted names, casts), or a name after its colon. */
    private static final Pattern PARTS = Pattern.compile("'[^']*'|\"[^\"]*\"|::|:([A-Za-z]\\w*)");

    /** Statements are constants, but for a few with the name of a table. */
    private static final Map<String, SqlText> PARSED = new ConcurrentHashMap<>();

    static SqlText of(String written) {
        SqlText known = PARSED.get(written);
        return known == null ? PARSED.computeIfAbsent(written, SqlText::parse) : known;
    }

    private static SqlText parse(String written) {
        List<String> names = new ArrayList<>();
        Matcher parts = PARTS.matcher(written);
        StringBuilder prepared = new StringBuilder();
        while (parts.find()) {
            String name = parts.group(1);
            if (name != null) {
                names.add(name);
            }
            parts.appendReplacement(prepared, name == null ? Matcher.quoteReplacement(parts.group()) : "?");
        }
        return new SqlText(written, parts.appendTail(prepared).toString(), List.copyOf(names));
    }
}
