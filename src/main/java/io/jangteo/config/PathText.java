package io.jangteo.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Converts text to paths. Java encodes a path in the locale's encoding, replacing other characters with {@code ?};
 * SQLite encodes it in UTF-8. Both mean the same file if the locale's encoding is UTF-8, or if the path is ASCII.
 */
public final class PathText {
    private static final String UNREADABLE = "\uFFFD";
    private static final String UNTYPED = "?";

    private PathText() {}

    /** Returns a description of valid paths, for complaints. */
    static String expected() {
        return isUnlimited() ? "a path" : "a path of " + limit();
    }

    /** @throws IllegalArgumentException if the locale cannot encode it */
    static Path parse(String text) {
        if (!isWritable(text)) {
            throw new IllegalArgumentException("path");
        }
        return Path.of(text);
    }

    /** Returns what is wrong with the directory to which paths are relative. */
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

    /** Windows has Unicode paths, whatever its code page. */
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
