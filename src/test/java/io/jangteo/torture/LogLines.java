package io.jangteo.torture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a server wrote to standard error, looked through for lines that say the same. */
final class LogLines {
    private LogLines() {}

    /** The lines that stand there more than once, whatever their numbers and ids. Traces belong to the line before. */
    static List<String> saidTwice(String text) {
        Map<String, Integer> said = new TreeMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith("Caused by"))
                .map(line -> line.replaceAll("[0-9a-f]{16}|[0-9]+", "N"))
                .forEach(line -> said.merge(line, 1, Integer::sum));
        return said.entrySet().stream()
                .filter(line -> line.getValue() > 1)
                .map(line -> line.getValue() + " times: " + line.getKey())
                .toList();
    }
}
