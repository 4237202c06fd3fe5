package io.jangteo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in one language is said in the other. */
@Tag("slow")
class PageTextsTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "common/texts.js",
                "common/texts-checks.js",
                "lost/texts.js",
                "office/texts.js",
                "rush/texts.js",
                "shop/texts.js"
            })
    void both_languages_have_the_same_texts_with_the_same_values_in_them(String file) {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        Object texts = window.page().evaluate("""
                async (file) => {
                  const flat = (part, name) => typeof part === 'string'
                    ? [name + ' ' + [...new Set(part.match(/\\{\\w+}/g))].sort().join(' ')]
                    : Object.entries(part).flatMap(([key, value]) => flat(value, name + '.' + key));
                  const { texts } = await import(new URL(`../${file}`, document.querySelector('script[type=module]').src));
                  return [flat(texts.ko, '').sort(), flat(texts.en, '').sort()];
                }""", file);
        List<?> both = (List<?>) texts;
        assertThat((List<?>) both.get(0)).isNotEmpty().isEqualTo(both.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"common/texts.js", "lost/texts.js", "office/texts.js", "rush/texts.js", "shop/texts.js"})
    void every_page_speaks_korean_in_the_same_formal_voice(String file) {
        Window window = BROWSER.open(SHOP, "/", Look.desk());
        Object casual = window.page().evaluate("""
                async (file) => {
                  const flat = (part) => typeof part === 'string' ? [part] : Object.values(part).flatMap(flat);
                  const { texts } = await import(new URL(`../${file}`, document.querySelector('script[type=module]').src));
                  return flat(texts.ko).filter((text) => /[가-힣](?<!세|까|필|수|중|주)요(?=[.,!? ]|$)/.test(text));
                }""", file);
        assertThat((List<?>) casual).isEmpty();
    }
}
