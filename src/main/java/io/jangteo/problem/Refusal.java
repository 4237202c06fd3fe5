package io.jangteo.problem;

/**
 * A kind of refusal: a stable code and the HTTP status it is answered with. The texts stand in
 * {@code problems_ko.properties} and {@code problems_en.properties} under the code.
 *
 * @param code upper-case words, never changed once published
 * @param status the HTTP status, 400 to 503
 * @param retryAfterSeconds when it makes sense to ask again; 0 where that does not help, or depends
 */
public record Refusal(String code, int status, long retryAfterSeconds) {
    public Refusal(String code, int status) {
        this(code, status, 0);
    }

    /** A refusal of this kind, to be thrown; the arguments fill the placeholders of its text. */
    public Problem problem(Object... arguments) {
        return new Problem(this, arguments);
    }
}
