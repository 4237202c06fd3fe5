package io.jangteo.problem;

/**
 * A kind of refusal: a stable code and the HTTP status it is answered with. The texts stand in
 * {@code problems_ko.properties} and {@code problems_en.properties} under the code.
 *
 * @param code upper-case words, never changed once published
 * @param status the HTTP status, 400 to 503
 */
public record Refusal(String code, int status) {

    /** A refusal of this kind; the arguments fill the placeholders of its text. */
    public Problem because(Object... arguments) {
        return new Problem(this, arguments);
    }
}
