package io.jangteo.problem;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of a request record's fields; each refuses with {@code MALFORMED_REQUEST} and the field's name. */
public final class Expect {
    /** Long enough for any name or reason; the schema has the same bound. */
    public static final int TEXT_MAX_LENGTH = 100;

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Expect() {}

    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw Refusals.malformed(field, "a value");
        }
        return value;
    }

    public static long between(String field, long minimum, long maximum, @Nullable Long value) {
        if (value == null || value < minimum || value > maximum) {
            throw Refusals.malformed(field, "a whole number from " + minimum + " to " + maximum);
        }
        return value;
    }

    /**
     * A text of 1 to 100 characters after trimming and composing (NFC), without control characters or broken
     * surrogates: texts that look alike are equal, whichever system wrote them.
     */
    public static String text(String field, @Nullable String value) {
        return part(field, value == null ? "" : value.strip());
    }

    /** A part of such a text, which may begin or end with a space: 1 to 100 characters, composed likewise. */
    public static String part(String field, String sent) {
        String text = Normalizer.normalize(sent, Normalizer.Form.NFC);
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > TEXT_MAX_LENGTH || !text.codePoints().allMatch(Expect::isPrintable)) {
            throw Refusals.malformed(field, "a text of 1 to " + TEXT_MAX_LENGTH + " printable characters");
        }
        return text;
    }

    /** The caller's own id for something: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, used unchanged. */
    public static String reference(String field, @Nullable String value) {
        if (value == null || !REFERENCE.matcher(value).matches()) {
            throw Refusals.malformed(field, "1 to 64 of A-Z a-z 0-9 . _ -");
        }
        return value;
    }

    private static boolean isPrintable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
