package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Rows as text, read back by another program's parser. */
class CsvTextTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ALPHABET = "ab7=+-@\t\r\n\",;' 가힣🍎\uFEFF\\";

    @Test
    void numbers_truths_and_nothing_stand_as_they_are() {
        assertThat(row(JSON.numberNode(-5), JSON.numberNode(Long.MIN_VALUE), JSON.booleanNode(true), JSON.nullNode()))
                .isEqualTo("-5,-9223372036854775808,true,\r\n");
    }

    @Test
    void a_text_that_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r")) {
            assertThat(read(row(JSON.textNode(start + "1"), JSON.textNode(start)))
                            .get(0))
                    .containsExactly("'" + start + "1", "'" + start);
        }
        assertThat(row(JSON.textNode("1-2"), JSON.textNode("'=1"), JSON.textNode(" =1")))
                .isEqualTo("1-2,'=1,\" =1\"\r\n");
    }

    @Test
    void an_empty_text_is_not_nothing() {
        assertThat(row(JSON.textNode(""), JSON.nullNode())).isEqualTo("\"\",\r\n");
    }

    @Test
    void any_text_is_read_back_as_it_was() {
        Random random = new Random(20_261_130);
        for (int time = 0; time < 2_000; time++) {
            List<JsonNode> values = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                String text = text(random);
                values.add(JSON.textNode(text));
                expected.add(text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text);
            }
            List<CSVRecord> rows = read(row(values.toArray(new JsonNode[0])));
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).toList()).isEqualTo(expected);
        }
    }

    private static String text(Random random) {
        int[] letters = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private static String row(JsonNode... values) {
        StringBuilder text = new StringBuilder();
        CsvText.row(text, List.of(values));
        return text.toString();
    }

    private static List<CSVRecord> read(String text) {
        try (CSVParser parser = CSVParser.parse(
                text, CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get())) {
            return parser.getRecords();
        } catch (IOException thrown) {
            throw new IllegalStateException(text, thrown);
        }
    }
}
