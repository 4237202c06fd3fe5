package io.jangteo.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/**
 * Through what a page is looked at.
 *
 * @param width of the window in CSS pixels
 * @param height of the window in CSS pixels
 * @param colours which colours the reader's system prefers
 * @param locale the language that the reader's browser prefers
 */
public record Look(int width, int height, ColorScheme colours, String locale) {
    private static final String KOREAN = "ko-KR";
    private static final String ENGLISH = "en-GB";

    /** A desk's window, light and Korean. */
    public static Look desk() {
        return new Look(1280, 900, ColorScheme.LIGHT, KOREAN);
    }

    /** A small phone's window, light and Korean. */
    public static Look phone() {
        return new Look(360, 740, ColorScheme.LIGHT, KOREAN);
    }

    /** Four looks, among which each width meets each colour and language, and each colour each language. */
    public static List<Look> pairs() {
        return List.of(desk(), desk().dark().english(), phone().english(), phone().dark());
    }

    public Look dark() {
        return new Look(width, height, ColorScheme.DARK, locale);
    }

    public Look english() {
        return new Look(width, height, colours, ENGLISH);
    }

    public boolean isEnglish() {
        return locale.equals(ENGLISH);
    }

    @Override
    public String toString() {
        return width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT) + "-" + locale;
    }
}
