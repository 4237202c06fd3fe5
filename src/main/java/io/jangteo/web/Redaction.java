package io.jangteo.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets in what was sent and answered: the credential of the request itself, what has the form of a secret, and
 * in JSON the value of each field whose name says that it is one. Text in JSON is looked at as a reader of JSON would
 * read it, so that no escape hides a secret from this. JSON may be cut off anywhere, or be none.
 */
final class Redaction {
    private static final String HIDDEN = "(hidden)";
    private static final String HIDDEN_TEXT = "\"" + HIDDEN + "\"";
    /** Tokens, the secrets of webhooks, and named keys. */
    private static final Pattern SECRET = Pattern.compile(
            "eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+|whsec_[A-Za-z0-9+/=]+|jangteo_[A-Za-z0-9]{32,}");

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|secret|authorization|token|key)", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|(.))", Pattern.DOTALL);
    private static final int HEXADECIMAL = 16;

    private final String credential;

    /** @param credential of the request; empty if there is none */
    Redaction(String credential) {
        this.credential = credential;
    }

    /** Returns the text without secrets that stand in it as they are. */
    String plain(String text) {
        String without = credential.isEmpty() ? text : text.replace(credential, HIDDEN);
        return SECRET.matcher(without).replaceAll(HIDDEN);
    }

    /** Returns the JSON without secrets. */
    String json(String sent) {
        String text = plain(sent);
        StringBuilder told = new StringBuilder(text.length());
        int place = 0;
        while (place < text.length()) {
            if (text.charAt(place) != '"') {
                told.append(text.charAt(place++));
                continue;
            }
            int end = endOfText(text, place);
            String read = unescaped(text.substring(place + 1, end));
            told.append(plain(read).equals(read) ? text.substring(place, end) : HIDDEN_TEXT);
            place = end;
            int value = valueOfField(text, end);
            if (value > end && SECRET_NAME.matcher(read.replaceFirst("\"$", "")).matches()) {
                told.append(text, end, value).append(HIDDEN_TEXT);
                place = endOfValue(text, value);
            }
        }
        return told.toString();
    }

    /** Returns where the value begins if the text before the place was a field's name; else the place. */
    private static int valueOfField(String text, int place) {
        int colon = afterSpace(text, place);
        return colon < text.length() && text.charAt(colon) == ':' ? afterSpace(text, colon + 1) : place;
    }

    private static int afterSpace(String text, int place) {
        int end = place;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the place after the quote that ends the text in quotes, or the end of all if nothing ends it. */
    private static int endOfText(String text, int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return text.length();
    }

    /** Returns the place after a value, with all that it contains. */
    private static int endOfValue(String text, int start) {
        int depth = 0;
        int place = start;
        while (place < text.length()) {
            char character = text.charAt(place);
            boolean closes = character == '}' || character == ']';
            if (depth == 0 && (closes || character == ',')) {
                return place;
            }
            depth += character == '{' || character == '[' ? 1 : closes ? -1 : 0;
            place = character == '"' ? endOfText(text, place) : place + 1;
        }
        return place;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? escape.group(2)
                                : Character.toString((char) Integer.parseInt(escape.group(1), HEXADECIMAL))));
    }
}
