package io.jangteo.problem;

/** The refusals that belong to no feature: those that any request may receive, and those of several features. */
public final class Refusals {
    public static final Refusal MALFORMED_REQUEST = new Refusal("MALFORMED_REQUEST", 400);
    public static final Refusal UNAUTHENTICATED = new Refusal("UNAUTHENTICATED", 401);
    public static final Refusal FORBIDDEN = new Refusal("FORBIDDEN", 403);
    public static final Refusal NOT_FOUND = new Refusal("NOT_FOUND", 404);
    public static final Refusal METHOD_NOT_ALLOWED = new Refusal("METHOD_NOT_ALLOWED", 405);
    /** Another thing of its kind has the caller's own id. */
    public static final Refusal REFERENCE_TAKEN = new Refusal("REFERENCE_TAKEN", 409);

    public static final Refusal PAYLOAD_TOO_LARGE = new Refusal("PAYLOAD_TOO_LARGE", 413);
    public static final Refusal UNSUPPORTED_MEDIA_TYPE = new Refusal("UNSUPPORTED_MEDIA_TYPE", 415);
    /** The request line and headers are longer than the server accepts. */
    public static final Refusal HEADERS_TOO_LARGE = new Refusal("HEADERS_TOO_LARGE", 431);

    public static final Refusal RATE_LIMITED = new Refusal("RATE_LIMITED", 429);
    public static final Refusal INTERNAL = new Refusal("INTERNAL", 500);
    /** The server is too busy; nothing was done. */
    public static final Refusal OVERLOADED = new Refusal("OVERLOADED", 503, 1);
    /** The database failed while it was committing: the request may or may not have taken effect. */
    public static final Refusal OUTCOME_UNKNOWN = new Refusal("OUTCOME_UNKNOWN", 503, 1);
    /** The disk is full: nothing was written, and somebody must make room first. */
    public static final Refusal STORAGE_FULL = new Refusal("STORAGE_FULL", 503, 5);

    private Refusals() {}

    /** {@code MALFORMED_REQUEST}: names the wrong part of the request and what was expected there. */
    public static Problem malformed(String where, String expected) {
        return MALFORMED_REQUEST.problem(where).with("field", where).with("expected", expected);
    }

    /** {@code REFERENCE_TAKEN}: names the thing that has the reference. */
    public static Problem referenceTaken(long id) {
        return REFERENCE_TAKEN.problem().with("id", id);
    }

    /** {@code NOT_FOUND}: the route exists, but the thing that it names does not. */
    public static Problem notFound() {
        return NOT_FOUND.problem().variant("NAMED");
    }
}
