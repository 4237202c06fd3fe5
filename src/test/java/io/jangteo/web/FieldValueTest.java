package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Header fields by the grammar of RFC 9110, 5.6. */
class FieldValueTest {
    @Test
    void a_list_goes_over_lines_and_its_empty_elements_mean_nothing() {
        assertThat(FieldValue.elements(Collections.enumeration(List.of("a, ,b", ",", "", " c ,"))))
                .containsExactly("a", "b", "c");
        assertThat(FieldValue.elements(null)).isEmpty();
    }

    @Test
    void no_separator_counts_in_quotes() {
        assertThat(FieldValue.parts("a=\"1,\\\"2\\\\\", b;c=\"x", ',')).containsExactly("a=\"1,\\\"2\\\\\"", "b;c=\"x");
        assertThat(FieldValue.parts("a=\"1, b", ',')).containsExactly("a=\"1, b");
        assertThat(FieldValue.parts("a\\,b", ',')).containsExactly("a\\", "b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "none", textBlock = """
        utf-8          | utf-8
        "utf-8"        | utf-8
        "a \\"b\\" \\\\" | a "b" \\
        "unclosed      | none
        "a"b"          | none
        "a\\"          | none
        "              | none
        a b            | none
        a=b            | none
        """)
    void a_word_is_a_token_or_quoted(String text, String word) {
        assertThat(FieldValue.word(text)).isEqualTo(word);
    }

    @Test
    void the_length_of_a_field_is_no_depth() {
        assertThat(FieldValue.parts("\"\\a".repeat(16_000), ';')).hasSize(1);
        assertThat(MediaType.isJson("application/json" + ";a=\"b\"".repeat(8_000)))
                .isTrue();
    }
}
