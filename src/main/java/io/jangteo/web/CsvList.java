package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.util.Map;
import java.util.Optional;

/**
 * A list that can be had as CSV.
 *
 * @param name of the file, without its ending
 */
record CsvList(String name, CsvColumns columns) {
    static final String MEDIA_TYPE = CsvPreference.CSV + "; charset=utf-8; header=present";

    /** The query parameter that asks for a row for each item inside of a row. */
    static final String LINES = "lines";

    /** @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the parameter is not a truth value */
    static boolean withLines(Map<String, String> queries) {
        return switch (queries.getOrDefault(LINES, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusals.malformed(LINES, "true or false");
        };
    }

    /** Returns the name of the file; by line it is another one, such as {@code order-lines.csv}. */
    String fileName(Map<String, String> queries) {
        return (withLines(queries) ? name.replaceFirst("s$", "-lines") : name) + ".csv";
    }

    /** Describes the parameter; empty if no row has a list of its own. */
    Optional<String> aboutLines() {
        return Optional.ofNullable(columns.lines())
                .map(lines -> "Whether a CSV has a row for each of the " + lines.name());
    }

    String description() {
        String header = String.join(",", columns.names(false));
        return "All rows, without limit and cursor: RFC 4180 in UTF-8 with a byte order mark. The header: " + header;
    }
}
