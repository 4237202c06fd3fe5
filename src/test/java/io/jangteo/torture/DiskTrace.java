package io.jangteo.torture;

import io.jangteo.torture.DiskEvent.Kind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Strace#noting} wrote, life after life of one data directory, into the order in which it happened. */
final class DiskTrace {
    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)", Pattern.DOTALL);
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile(" = (-?\\d+).*");
    private static final String UNFINISHED = " <unfinished ...>";
    private static final Pattern DESCRIPTOR = Pattern.compile("(\\d+)<([^>]*)>");
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern STATUS = Pattern.compile("\"HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern REQUEST_ID = Pattern.compile("X-Request-Id: ([A-Za-z0-9._-]+)\\\\r");
    private static final String READY = "\"Jangteo is ready at ";

    private final String directory;
    private final List<DiskEvent> events = new ArrayList<>();
    private final List<Integer> lives = new ArrayList<>();
    /** By descriptor and path: where the next write without an offset goes. */
    private final Map<String, Long> positions = new HashMap<>();

    private final Set<String> names = new HashSet<>();
    private final List<Unfinished> cutOff = new ArrayList<>();
    private int line;

    DiskTrace(Path directory) {
        this.directory = directory.toString();
    }

    /** Adds the next life. */
    void add(Path trace) throws IOException {
        lives.add(line);
        positions.clear();
        Map<String, Unfinished> unfinished = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                read(text, unfinished);
                line++;
            }
        }
        unfinished.forEach((thread, call) -> cutOff.add(call));
        // What the process did not come back from may have happened or not, but no later than its end.
        cutOff.forEach(call -> note(call.name, call.arguments, call.begin, line, null));
        cutOff.clear();
        line++;
        events.sort(Comparator.comparingInt(DiskEvent::begin));
    }

    /** All that happened, by its beginning. */
    List<DiskEvent> events() {
        return events;
    }

    /** Where that life begins; the first is 0. */
    int beginOfLife(int life) {
        return lives.get(life);
    }

    int end() {
        return line;
    }

    private record Unfinished(String name, String arguments, int begin) {}

    private void read(String text, Map<String, Unfinished> unfinished) {
        Matcher resumed = RESUMED.matcher(text);
        if (resumed.matches()) {
            Unfinished call = unfinished.remove(resumed.group(1));
            if (call != null) {
                finish(call.name, call.arguments + resumed.group(3), call.begin);
            }
            return;
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return;
        }
        String arguments = call.group(3);
        if (arguments.endsWith(UNFINISHED)) {
            String begun = arguments.substring(0, arguments.length() - UNFINISHED.length());
            unfinished.put(call.group(1), new Unfinished(call.group(2), begun, line));
        } else {
            finish(call.group(2), arguments, line);
        }
    }

    private void finish(String name, String arguments, int begin) {
        // The result stands at the end; what comes before it may be megabytes.
        int tail = arguments.lastIndexOf(" = ");
        String inBrackets = arguments.substring(0, arguments.lastIndexOf(')', tail));
        Matcher result = RESULT.matcher(arguments.substring(tail));
        if (result.matches()) {
            note(name, inBrackets, begin, line, Long.parseLong(result.group(1)));
        } else {
            // A question mark: the process ended in the midst of it.
            cutOff.add(new Unfinished(name, inBrackets, begin));
        }
    }

    /** @param result {@code null} if the process did not come back */
    private void note(String name, String arguments, int begin, int end, @Nullable Long result) {
        boolean failed = result != null && result < 0;
        String path = descriptor(arguments);
        switch (name) {
            case "write", "pwrite64", "writev" -> noteWrite(path, arguments, begin, end, result);
            case "fsync", "fdatasync" -> {
                if (path != null && result != null) {
                    events.add(DiskEvent.flush(begin, end, path, failed));
                }
            }
            case "ftruncate" -> {
                if (path != null && !failed) {
                    events.add(DiskEvent.truncate(begin, end, path, lastNumber(arguments)));
                }
            }
            case "openat", "creat" -> noteOpen(arguments, begin, end, result);
            case "rename", "renameat", "renameat2" -> noteNames(Kind.RENAME, arguments, begin, end, failed);
            case "link", "linkat" -> noteNames(Kind.LINK, arguments, begin, end, failed);
            case "unlink", "unlinkat" -> noteNames(Kind.UNLINK, arguments, begin, end, failed);
            default -> throw new IllegalStateException("A traced call that is not read: " + name);
        }
    }

    private void noteWrite(@Nullable String path, String arguments, int begin, int end, @Nullable Long result) {
        if (path != null) {
            if (result == null || result >= 0) {
                noteFileWrite(path, arguments, begin, end, result);
            }
            return;
        }
        if (arguments.startsWith("1<") && arguments.contains(READY)) {
            events.add(DiskEvent.ready(begin));
            return;
        }
        Matcher status = STATUS.matcher(arguments);
        if (arguments.startsWith("<socket:", arguments.indexOf('<')) && status.find()) {
            Matcher id = REQUEST_ID.matcher(arguments);
            String requestId = id.find() ? id.group(1) : "";
            events.add(DiskEvent.reply(begin, requestId, Long.parseLong(status.group(1)), arguments));
        }
    }

    private void noteFileWrite(String path, String arguments, int begin, int end, @Nullable Long result) {
        int open = arguments.indexOf(", \"") + 2;
        int close = arguments.lastIndexOf('"');
        if (open < 2) {
            throw new IllegalStateException("A write of several parts to a file is not read: " + path);
        }
        byte[] data = bytes(arguments.substring(open + 1, close));
        long count = result == null ? data.length : result;
        String[] numbers = arguments.substring(close + 1).split(", ");
        String key = arguments.substring(0, open);
        long offset = numbers.length > 2 ? Long.parseLong(numbers[2]) : positions.getOrDefault(key, 0L);
        positions.put(key, offset + count);
        events.add(DiskEvent.write(begin, end, path, offset, Arrays.copyOf(data, (int) count)));
    }

    private void noteOpen(String arguments, int begin, int end, @Nullable Long result) {
        Matcher name = NAME.matcher(arguments);
        if (result == null || result < 0 || !name.find()) {
            return;
        }
        String path = inside(name.group(1));
        if (path == null) {
            return;
        }
        positions.keySet().removeIf(key -> key.startsWith(result + "<"));
        if (arguments.contains("O_CREAT") && names.add(path)) {
            events.add(DiskEvent.names(Kind.CREATE, begin, end, path, ""));
        }
        if (arguments.contains("O_TRUNC")) {
            events.add(DiskEvent.truncate(begin, end, path, 0));
        }
    }

    private void noteNames(Kind kind, String arguments, int begin, int end, boolean failed) {
        List<String> paths = new ArrayList<>();
        Matcher name = NAME.matcher(arguments);
        while (name.find()) {
            paths.add(inside(name.group(1)));
        }
        if (failed || paths.isEmpty() || paths.contains(null)) {
            return;
        }
        String first = paths.get(0);
        String second = paths.size() > 1 ? paths.get(1) : "";
        if (kind != Kind.LINK) {
            names.remove(first);
        }
        if (kind != Kind.UNLINK) {
            names.add(second);
        }
        events.add(DiskEvent.names(kind, begin, end, first, second));
    }

    /** The path of the file that the first argument is open on; {@code null} if it is none of the data directory's. */
    private @Nullable String descriptor(String arguments) {
        Matcher descriptor = DESCRIPTOR.matcher(arguments);
        return descriptor.lookingAt() ? inside(descriptor.group(2)) : null;
    }

    /** The path from the data directory on; {@code null} if it is outside. */
    private @Nullable String inside(String path) {
        if (path.equals(directory)) {
            return "";
        }
        return path.startsWith(directory + "/") ? path.substring(directory.length() + 1) : null;
    }

    private static long lastNumber(String arguments) {
        return Long.parseLong(arguments.substring(arguments.lastIndexOf(", ") + 2));
    }

    /** What a string of C stands for, as strace prints it: octal numbers as short as they can be, and a few letters. */
    static byte[] bytes(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        int at = 0;
        while (at < escaped.length()) {
            char c = escaped.charAt(at++);
            if (c != '\\') {
                bytes.write(c);
                continue;
            }
            char next = escaped.charAt(at);
            if (next < '0' || next > '7') {
                bytes.write(letter(next));
                at++;
                continue;
            }
            int value = 0;
            for (int digits = 0; digits < 3 && at < escaped.length(); digits++) {
                char digit = escaped.charAt(at);
                if (digit < '0' || digit > '7') {
                    break;
                }
                value = 8 * value + digit - '0';
                at++;
            }
            bytes.write(value);
        }
        return bytes.toByteArray();
    }

    private static int letter(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case '"', '\\' -> letter;
            default -> throw new IllegalStateException("strace does not print \\" + letter);
        };
    }
}
