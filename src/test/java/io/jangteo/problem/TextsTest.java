package io.jangteo.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final Refusal OUT_OF_STOCK = new Refusal("OUT_OF_STOCK", 409);
    private static final Refusal INVALID_ORDER = new Refusal("INVALID_ORDER", 400);

    private final Texts texts = new Texts();

    @Test
    void every_file_of_texts_is_a_language_of_the_shop() {
        String[] files = new File("src/main/resources/io/jangteo/problem").list();
        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(Texts.LANGUAGES.stream()
                        .map(language -> "problems_" + language + ".properties")
                        .toList());
    }

    @Test
    void every_language_has_the_same_keys_with_the_same_arguments() throws IOException {
        Properties korean = load("problems_ko.properties");
        for (Locale language : Texts.LANGUAGES) {
            Properties other = load("problems_" + language + ".properties");
            assertThat(other.stringPropertyNames())
                    .as("%s", language)
                    .containsExactlyInAnyOrderElementsOf(korean.stringPropertyNames());
            korean.forEach((key, text) -> assertThat(argumentsOf(other.getProperty((String) key)))
                    .as("%s in %s", key, language)
                    .isEqualTo(argumentsOf((String) text)));
        }
    }

    @Test
    void every_charge_violation_says_the_sentence_of_the_contract_in_korean() throws IOException {
        Properties korean = load("problems_ko.properties");
        korean.stringPropertyNames().stream()
                .filter(key -> key.startsWith("INVALID_CHARGE_AMOUNT"))
                .forEach(key -> assertThat(korean.getProperty(key)).isEqualTo("충전금액이 잘못 되었습니다"));
        assertThat(korean.getProperty("USER_NOT_FOUND")).isEqualTo("존재하지 않는 사용자입니다");
        assertThat(korean.getProperty("PRODUCT_NOT_FOUND")).isEqualTo("존재 하지 않는 상품입니다");
    }

    @Test
    void arguments_stand_in_their_places_with_grouped_numbers() {
        Problem problem = OUT_OF_STOCK.problem("사과 {0} 'x'", 1234L);

        assertThat(texts.detail(problem, Locale.KOREAN)).isEqualTo("재고가 부족합니다: 사과 {0} 'x' (남은 수량 1,234개)");
        assertThat(texts.detail(problem, Locale.ENGLISH))
                .isEqualTo("There is not enough of 사과 {0} 'x' in stock: 1,234 left");
    }

    @Test
    void a_variant_has_its_own_text_and_falls_back_to_the_text_of_its_code() {
        assertThat(texts.detail(INVALID_ORDER.problem(100L).variant("TOO_MANY_LINES"), Locale.ENGLISH))
                .isEqualTo("An order takes at most 100 lines");
        assertThat(texts.detail(INVALID_ORDER.problem().variant("NOBODY_WROTE_THIS"), Locale.ENGLISH))
                .isEqualTo("The order is not valid");
        assertThat(texts.detail(new Refusal("NOBODY_WROTE_THIS", 400).problem(), Locale.KOREAN))
                .isEqualTo("NOBODY_WROTE_THIS");
    }

    @Test
    void odd_arguments_never_keep_a_refusal_from_being_answered() {
        Object hostile = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("not to be shown");
            }
        };

        assertThat(texts.detail(OUT_OF_STOCK.problem(), Locale.KOREAN)).startsWith("재고가 부족합니다");
        assertThat(texts.detail(OUT_OF_STOCK.problem(null, null), Locale.KOREAN))
                .startsWith("재고가 부족합니다");
        assertThat(texts.detail(OUT_OF_STOCK.problem(hostile, hostile), Locale.KOREAN))
                .startsWith("재고가 부족합니다");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en",
                "EN-us",
                "en-US,en;q=0.9,ko;q=0.8",
                "ko;q=0.3, en;q=0.4",
                "fr, en;q=0.1",
                "ko;q=0, *",
                ", en",
                "en,, ,ko;q=0.5",
                "en;\tq=0.4 , ko ; q=0.3",
                "*;q=0.5, ko;q=0.1",
                "ko-KR;q=0.2,en;q=0.5,*;q=0.1"
            })
    void english_is_spoken_when_it_is_preferred(String acceptLanguage) {
        assertThat(texts.preferred(acceptLanguage)).isEqualTo(Locale.ENGLISH);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "ko",
                "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",
                "en,ko",
                "*",
                "fr",
                "en;q=0",
                "en;q=0, *",
                "en;q=0.5,*;q=0.9",
                "eng",
                "en;q=2",
                "en;q=",
                "en;q",
                "en;",
                ";;;",
                ",",
                " ",
                "en;q=0.1;q=0.2",
                "en;q=NaN",
                "\u0000",
                "영어"
            })
    void korean_is_spoken_otherwise(String acceptLanguage) {
        assertThat(texts.preferred(acceptLanguage)).isEqualTo(Locale.KOREAN);
    }

    @Test
    void a_header_of_unreasonable_length_is_not_parsed() {
        assertThat(texts.preferred("en," + "a,".repeat(4000))).isEqualTo(Locale.KOREAN);
    }

    private static long argumentsOf(String pattern) {
        return new MessageFormat(pattern).getFormatsByArgumentIndex().length;
    }

    private static Properties load(String name) throws IOException {
        Properties texts = new Properties();
        try (var reader = new InputStreamReader(Texts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
