package io.jangteo.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The log of a server process: everything that the program prints to standard error goes through here, in the
 * configured format, and never blocks the printing thread.
 */
public final class Logging implements AutoCloseable {
    /** The lines of slf4j-simple, as configured in {@code simplelogger.properties}. */
    private static final Pattern LOGGED = Pattern.compile(
            "(?<time>\\S+) \\[(?<thread>[^]\n]*)] (?<level>TRACE|DEBUG|INFO|WARN|ERROR) (?<logger>\\S+) - (?<message>.*)");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");
    private static final String PROPERTY = "org.slf4j.simpleLogger.";
    private static final InstantSource CLOCK = InstantSource.system();

    private final LogFormat format;
    private final LineQueue lines;
    private final PrintStream before;

    private Logging(LogFormat format, PrintStream target) {
        this.format = format;
        this.lines = lines(target, format);
        this.before = System.err;
    }

    /** Starts the log for the whole process; must be called before anything has logged. */
    public static Logging begin(LogFormat format, PrintStream target) {
        Logging logging = new Logging(format, target);
        System.setErr(logging.stream(false));
        return logging;
    }

    /** Creates a queue to the current standard error, for a program that has its own log. */
    public static LineQueue toStandardError(LogFormat format) {
        return lines(System.err, format);
    }

    /** The queue for lines that are logged unchanged. */
    public LineQueue lines() {
        return lines;
    }

    /** A stream that turns each printed line into a log record. */
    public PrintStream stream() {
        return stream(true);
    }

    /** Formats a text as a log record. */
    public String format(String text) {
        return format == LogFormat.JSON ? json(text) : text(text);
    }

    /** Waits up to a second until everything is written. */
    public void drain() {
        lines.drain();
    }

    /** Restores standard error. */
    @Override
    public void close() {
        System.setErr(before);
        lines.close();
    }

    private PrintStream stream(boolean flushedWithEachLine) {
        RecordStream records = new RecordStream(text -> lines.add(format(text)));
        return new PrintStream(records, flushedWithEachLine, StandardCharsets.UTF_8);
    }

    private static LineQueue lines(PrintStream target, LogFormat format) {
        return new LineQueue(
                target,
                dropped -> format.line(
                        CLOCK.instant(), "WARN", "log", Map.of("message", dropped + " lines were dropped here")));
    }

    /**
     * Sets the minimum logged level for the whole process; must be called before anything gets a logger, as the
     * database driver does. Libraries stay at info: at lower levels they log too much, including headers with keys.
     *
     * @param level error, warn, info or debug; warn is the default
     */
    public static void setLevel(String level) {
        boolean isDebug = level.equals("debug");
        if (!level.equals("warn")) {
            System.setProperty(PROPERTY + "defaultLogLevel", isDebug ? "info" : level);
        }
        if (isDebug) {
            System.setProperty(PROPERTY + "log.io.jangteo", "debug");
        }
    }

    /**
     * Formats the text so that a record with several lines, such as a stack trace, cannot look like several records.
     */
    private static String text(String text) {
        return text.lines()
                .map(line -> CONTROL.matcher(line)
                        .replaceAll(control ->
                                "\\\\u%04x".formatted((int) control.group().charAt(0))))
                .collect(Collectors.joining("\n\t"))
                .replace("\n\t\t", "\n\t");
    }

    private String json(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end).stripTrailing();
        String rest = end < 0 ? "" : text.substring(end + 1);
        Matcher logged = LOGGED.matcher(first);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!logged.matches()) {
            fields.put("message", text);
            return format.line(CLOCK.instant(), text.startsWith("jangteo: ") ? "ERROR" : "INFO", "jangteo", fields);
        }
        fields.put("thread", logged.group("thread"));
        fields.put("message", logged.group("message"));
        if (!rest.isEmpty()) {
            fields.put("trace", rest);
        }
        return format.line(CLOCK.instant(), logged.group("level"), logged.group("logger"), fields);
    }
}
