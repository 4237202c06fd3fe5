package io.jangteo.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Texts as paths. Java writes a path in the encoding of the locale, and puts {@code ?} for what that does not have;
 * SQLite writes it in UTF-8. They mean the same file where the locale's encoding is UTF-8, and else where all is ASCII.
 */
public final class PathText {
    private static final String UNREADABLE = "\uFFFD";
    private static final String UNTYPED = "?";

    private PathText() {}

    /** What a path has to be here, for complaints. */
    static String expected() {
        return isUnlimited() ? "a path" : "a path of " + limit();
    }

    /** @throws IllegalArgumentException if the locale cannot write it */
    static Path parse(String text) {
        if (!isWritable(text)) {
            throw new IllegalArgumentException("path");
        }
        return Path.of(text);
    }

    /** What is wrong with the directory that paths begin at. */
    public static Optional<String> complaint() {
        return isWritable(System.getProperty("user.dir"))
                ? Optional.empty()
                : Optional.of("the path of the working directory: expected " + expected());
    }

    private static boolean isWritable(String text) {
        if (isUnlimited()) {
            return !text.contains(UNREADABLE);
        }
        return text.chars().allMatch(character -> character < 0x80) && !text.contains(UNTYPED);
    }

    /** Windows has paths in Unicode, whatever its code page is. */
    private static boolean isUnlimited() {
        return File.separatorChar == '\\'
                || System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8");
    }

    private static String limit() {
        Map<String, String> environment = System.getenv();
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("POSIX");
        return "ASCII characters without ?, for the locale " + locale.replaceAll("[^!-~]", "?")
                + " is not one of UTF-8 (LC_ALL=C.UTF-8 is)";
    }
}
