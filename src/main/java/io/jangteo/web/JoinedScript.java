package io.jangteo.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins a module and those that it imports, directly and indirectly, into one script that a browser loads as a module
 * with a single request. Each module keeps a scope of its own: it becomes a function that runs once, in the order in
 * which a browser would run the modules, and that returns what the module exports.
 *
 * <p>Joins what the pages use: named imports at the top of a file, exported declarations, and one list of exports at
 * the end. Refuses everything else by name of the file.
 */
final class JoinedScript {
    private static final String BLANKS_AND_COMMENTS = "(?:\\s++|//[^\\n]*+|/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/)*+";
    private static final Pattern IMPORT = Pattern.compile(
            "\\G(" + BLANKS_AND_COMMENTS + ")import\\s*(?:\\{([^}]*)}\\s*from\\s*)?[\"'](\\.[^\"']+)[\"'];?");
    private static final Pattern EXPORT =
            Pattern.compile("^export ((?:async )?function|class|const) ([\\w$]+)", Pattern.MULTILINE);
    private static final Pattern LIST_OF_EXPORTS =
            Pattern.compile("\\bexport\\s*\\{([^}]*)};?\\s*(?://# sourceMappingURL=\\S*\\s*)?\\z");
    private static final Pattern NOT_JOINED = Pattern.compile(
            "^(?:[ \\t]*(?:import\\b(?! *\\()|export\\b)|await\\b)|\\bimport\\.meta\\b", Pattern.MULTILINE);
    private static final Pattern NAMES = Pattern.compile("([\\w$]+)(?:\\s+as\\s+([\\w$]+))?");
    /** Comments that stand alone on their lines, but for those that a licence requires. */
    private static final Pattern COMMENT = Pattern.compile(
            "^[ \\t]*(?://[^\\n]*|/\\*(?!\\*\\s*\\*\\s*@license)[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/)[ \\t]*\\n",
            Pattern.MULTILINE);

    private final UnaryOperator<String> source;
    private final StringBuilder joined = new StringBuilder();
    /** Names of the joined modules in the script, by file. */
    private final Map<String, String> modules = new HashMap<>();

    private final Set<String> open = new HashSet<>();

    private JoinedScript(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * Returns the script that does what the module does. Its address must be in a folder beside those of the modules,
     * because what it imports at runtime is relative to it.
     *
     * @param entry the module's file, such as {@code shop/shop.js}; only this one may wait at its top level
     * @param source returns a file's text by its name
     * @throws IllegalStateException if a module imports itself in the end, or cannot be joined
     */
    static String of(String entry, UnaryOperator<String> source) {
        JoinedScript script = new JoinedScript(source);
        script.add(entry, true);
        return script.joined.toString();
    }

    /** Returns the text without the comments that stand alone on their lines, which may also be a style sheet's. */
    static String withoutComments(String text) {
        return COMMENT.matcher(text).replaceAll("");
    }

    private void add(String file, boolean isEntry) {
        if (!open.add(file)) {
            throw new IllegalStateException(file + " imports itself in the end");
        }
        String text = source.apply(file);
        StringBuilder body = new StringBuilder();
        Matcher found = IMPORT.matcher(text);
        int end = 0;
        while (found.find()) {
            String imported =
                    URI.create("/" + file).resolve(found.group(3)).getPath().substring(1);
            if (!modules.containsKey(imported)) {
                add(imported, false);
            }
            body.append(found.group(1).strip());
            if (found.group(2) != null) {
                body.append("\nconst { ")
                        .append(String.join(", ", names(found.group(2), false)))
                        .append(" } = ")
                        .append(modules.get(imported))
                        .append(';');
            }
            end = found.end();
        }
        List<String> exports = new ArrayList<>();
        body.append(withoutExports(text.substring(end), exports));
        append(file, withoutComments(body.toString().strip() + "\n"), exports, isEntry);
        open.remove(file);
    }

    private static String withoutExports(String text, List<String> exports) {
        Matcher list = LIST_OF_EXPORTS.matcher(text);
        String rest = text;
        if (list.find()) {
            exports.addAll(names(list.group(1), true));
            rest = text.substring(0, list.start());
        }
        return EXPORT.matcher(rest).replaceAll(found -> {
            exports.add(found.group(2));
            return Matcher.quoteReplacement(found.group(1) + " " + found.group(2));
        });
    }

    private void append(String file, String body, List<String> exports, boolean isEntry) {
        Stream<String> unknown = NOT_JOINED
                .matcher(body)
                .results()
                .map(found -> found.group().strip())
                .filter(word -> !(isEntry && word.equals("await")));
        unknown.findFirst().ifPresent(word -> {
            throw new IllegalStateException(file + " cannot be joined because of this '" + word + "'");
        });
        joined.append("// ").append(file).append('\n');
        if (isEntry) {
            joined.append(body);
            return;
        }
        String name = "$" + modules.size();
        modules.put(file, name);
        joined.append("const ").append(name).append(" = (() => {\n").append(body);
        joined.append("return { ").append(String.join(", ", exports)).append(" };\n})();\n");
    }

    /** Returns the names of an import or export as properties of an object: {@code inside: outside} if they differ. */
    private static List<String> names(String list, boolean exported) {
        return NAMES.matcher(list)
                .results()
                .map(found -> {
                    String second = found.group(2);
                    if (second == null) {
                        return found.group(1);
                    }
                    return exported ? second + ": " + found.group(1) : found.group(1) + ": " + second;
                })
                .collect(Collectors.toList());
    }
}
