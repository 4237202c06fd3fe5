package io.jangteo.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Writes rows by RFC 4180. A value that is {@code null} is empty; an empty text is quoted, so that the two differ. */
final class CsvText {
    /** Spreadsheets take a file without it for another encoding, and show no Hangul. */
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String LINE_END = "\r\n";
    /** With which a spreadsheet would begin a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private CsvText() {}

    static void header(StringBuilder text, List<String> names) {
        text.append(String.join(",", names)).append(LINE_END);
    }

    static void row(StringBuilder text, List<JsonNode> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(text, values.get(i));
        }
        text.append(LINE_END);
    }

    private static void append(StringBuilder text, JsonNode value) {
        if (value.isTextual()) {
            text.append(quoted(harmless(value.textValue())));
        } else if (!value.isNull() && !value.isMissingNode()) {
            text.append(value.asText());
        }
    }

    /** Keeps a spreadsheet from running what somebody wrote; a number is never touched. */
    private static String harmless(String value) {
        return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static String quoted(String value) {
        boolean isPlain = !value.isEmpty()
                && value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                && value.charAt(0) != ' '
                && value.charAt(value.length() - 1) != ' ';
        return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
