package io.jangteo.problem;

/**
 * A kind of refusal: a stable code and its HTTP status. {@code problems_ko.properties} and {@code
 * problems_en.properties} hold its texts under the code.
 *
 * @param code upper-case words, never changed once published
 * @param status the HTTP status, 400 to 503
 * @param retryAfterSeconds delay after which a retry makes sense; 0 if a retry does not help, or the delay varies
 */
public record Refusal(String code, int status, long retryAfterSeconds) {
    public Refusal(String code, int status) {
        this(code, status, 0);
    }

    /** Creates a refusal of this kind to throw; the arguments fill the placeholders of its text. */
    public Problem problem(Object... arguments) {
        return new Problem(this, arguments);
    }
}
