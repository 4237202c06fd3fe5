package io.jangteo.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A whole list as CSV, made page by page: each is a short read of its own, so a row is as it was when it was reached.
 * Nothing is held in between but the place.
 */
final class Export {
    /** The rows read at once: few enough to be held in memory with all their lines. */
    static final int ROWS = 200;

    private final CsvColumns columns;
    private final boolean withLines;
    private final Function<@Nullable String, JsonNode> page;
    private @Nullable String cursor;
    private boolean isBegun;
    private boolean isComplete;

    /** @param page returns the list's reply at a cursor, or the first one */
    Export(CsvColumns columns, boolean withLines, Function<@Nullable String, JsonNode> page) {
        this.columns = columns;
        this.withLines = withLines;
        this.page = page;
    }

    /** Returns the next part of the text in UTF-8, or {@code null} after the last one. */
    byte @Nullable [] next() {
        if (isComplete) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        JsonNode reply = page.apply(cursor);
        if (!isBegun) {
            text.append(CsvText.BYTE_ORDER_MARK);
            CsvText.header(text, columns.names(withLines));
            isBegun = true;
        }
        columns.rows(reply, withLines).forEach(row -> CsvText.row(text, row));
        cursor = reply.path("nextCursor").textValue();
        isComplete = cursor == null;
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
