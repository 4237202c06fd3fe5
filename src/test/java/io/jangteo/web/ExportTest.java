package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A list as CSV, part by part. */
class ExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Size(long width, long height) {}

    record Part(String name, Size size) {}

    record Item(
            long id, Size size, List<Part> parts, @Nullable String note) {}

    record Items(List<Item> items, @Nullable String nextCursor) {}

    @Test
    void nested_names_are_joined_by_a_dot_and_inner_lists_are_left_out_or_have_rows_of_their_own() {
        CsvColumns columns = CsvColumns.of(Items.class);
        assertThat(columns.names(false)).containsExactly("id", "size.width", "size.height", "note");
        assertThat(columns.names(true))
                .containsExactly(
                        "id",
                        "size.width",
                        "size.height",
                        "note",
                        "parts.name",
                        "parts.size.width",
                        "parts.size.height");
        Items items = new Items(
                List.of(
                        new Item(
                                1,
                                new Size(2, 3),
                                List.of(new Part("가", new Size(4, 5)), new Part("나", new Size(6, 7))),
                                null),
                        new Item(8, new Size(9, 10), List.of(), "=1")),
                null);
        assertThat(all(false, items)).isEqualTo("\uFEFFid,size.width,size.height,note\r\n1,2,3,\r\n8,9,10,'=1\r\n");
        assertThat(all(true, items)).isEqualTo("""
                \uFEFFid,size.width,size.height,note,parts.name,parts.size.width,parts.size.height
                1,2,3,,가,4,5
                1,2,3,,나,6,7
                8,9,10,'=1,,,
                """.replace("\n", "\r\n"));
    }

    @Test
    void an_empty_list_has_its_header() {
        assertThat(all(false, new Items(List.of(), null))).isEqualTo("\uFEFFid,size.width,size.height,note\r\n");
    }

    @Test
    void a_million_rows_are_never_held_by_more_than_a_page() {
        int rows = 1_000_000;
        AtomicInteger asked = new AtomicInteger();
        Export export = new Export(CsvColumns.of(Items.class), false, cursor -> {
            asked.incrementAndGet();
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            return page(from, Math.min(rows, from + Export.ROWS), rows);
        });
        long lines = 0;
        int parts = 0;
        for (byte[] part = export.next(); part != null; part = export.next()) {
            parts++;
            assertThat(asked).as("pages asked for").hasValue(parts);
            assertThat(part.length).isLessThan(Export.ROWS * 40);
            for (byte each : part) {
                lines += each == '\n' ? 1 : 0;
            }
        }
        assertThat(lines).isEqualTo(rows + 1);
        assertThat(parts).isEqualTo(rows / Export.ROWS);
    }

    private static JsonNode page(int from, int until, int rows) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        for (int id = from; id < until; id++) {
            items.addObject().put("id", id).putObject("size").put("width", 1).put("height", 2);
        }
        return page.put("nextCursor", until == rows ? null : Integer.toString(until));
    }

    private static String all(boolean withLines, Items items) {
        Export export = new Export(CsvColumns.of(Items.class), withLines, cursor -> JSON.valueToTree(items));
        String text = new String(Objects.requireNonNull(export.next()), StandardCharsets.UTF_8);
        assertThat(export.next()).isNull();
        return text;
    }
}
