package io.jangteo.web;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page that loads one script and one style sheet where its source names several: the styles in their order, and the
 * modules in the order of their imports. The source remains a page that a browser can show as it stands.
 *
 * @param name of the page's file without its folder and extension, such as {@code shop}
 * @param source the page's HTML as it stands in the sources
 */
record JoinedPage(String name, String source, String script, String style) {
    /** The placeholder for the address of the pages' files. */
    private static final String FILES = "{{files}}";

    private static final Pattern STYLE =
            Pattern.compile("[ \\t]*<link rel=\"stylesheet\" href=\"\\{\\{files}}/([^\"]+)\">\\n");
    private static final Pattern MODULE =
            Pattern.compile("<script type=\"module\" src=\"\\{\\{files}}/([^\"]+)\"></script>");
    /** What a style sheet may load only from its own folder. */
    private static final Pattern LOADED = Pattern.compile("@import|url\\((?![\"']?data:)");

    /**
     * Joins the files that a page names.
     *
     * @param file of the page, such as {@code shop/shop.html}
     * @param files returns a file's text by its name, such as {@code shop/cart.js}
     */
    static JoinedPage of(String file, String source, UnaryOperator<String> files) {
        Matcher module = MODULE.matcher(source);
        if (!module.find()) {
            throw new IllegalStateException(file + " names no module");
        }
        String name = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
        String style = STYLE.matcher(source)
                .results()
                .map(found -> style(found.group(1), files))
                .collect(Collectors.joining());
        return new JoinedPage(name, source, JoinedScript.of(module.group(1), files), style);
    }

    String scriptName() {
        return "joined/" + name + ".js";
    }

    String styleName() {
        return "joined/" + name + ".css";
    }

    /** Returns the page's HTML; the files are at that address, which has no trailing slash. */
    String html(String address) {
        MatchResult first = STYLE.matcher(source).results().findFirst().orElseThrow();
        String link = "    <link rel=\"stylesheet\" href=\"" + FILES + "/" + styleName() + "\">\n";
        String rest = STYLE.matcher(source.substring(first.end())).replaceAll("");
        String styled = source.substring(0, first.start()) + link + rest;
        String script = "<script type=\"module\" src=\"" + FILES + "/" + scriptName() + "\"></script>";
        return MODULE.matcher(styled)
                .replaceFirst(Matcher.quoteReplacement(script))
                .replace(FILES, address);
    }

    private static String style(String file, UnaryOperator<String> files) {
        String text = files.apply(file);
        if (LOADED.matcher(text).find()) {
            throw new IllegalStateException(file + " loads another file, which its joined style sheet would not find");
        }
        return JoinedScript.withoutComments(text);
    }
}
