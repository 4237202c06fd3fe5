package io.jangteo.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A request that was refused. Thrown anywhere below a route; whatever the request had done so far is rolled back. It
 * carries no stack trace, unless it is {@link #traced}: a refusal is an answer, not a fault.
 */
public final class Problem extends RuntimeException {
    private final transient Refusal refusal;
    private final transient Object[] arguments;
    private final transient Map<String, Object> extensions;
    private String variant;
    private long retryAfterSeconds;

    Problem(Refusal refusal, Object... arguments) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.arguments = arguments;
        this.extensions = new LinkedHashMap<>();
        this.retryAfterSeconds = refusal.retryAfterSeconds();
    }

    private Problem(Problem met) {
        super(met.refusal.code(), null, true, true);
        this.refusal = met.refusal;
        this.arguments = met.arguments;
        this.extensions = met.extensions;
        this.variant = met.variant;
        this.retryAfterSeconds = met.retryAfterSeconds;
    }

    /** Rethrows a refusal of the verb with a stack trace, so that a failing test points at its own line. */
    public static <T> T traced(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (Problem met) {
            throw new Problem(met);
        }
    }

    /** For those who call the shop from Java: the code, and what the reply would say beside it. */
    @Override
    public String getMessage() {
        return extensions.isEmpty() ? refusal.code() : refusal.code() + " " + extensions;
    }

    /** Adds a member to the reply, beside {@code code} and {@code detail}. */
    public Problem with(String member, Object value) {
        extensions.put(member, value);
        return this;
    }

    /** Chooses the text {@code CODE.variant} instead of {@code CODE}. */
    public Problem variant(String variant) {
        this.variant = variant;
        return this;
    }

    /** Tells the caller when it makes sense to ask again. */
    public Problem retryAfterSeconds(long seconds) {
        this.retryAfterSeconds = seconds;
        return this;
    }

    public Refusal refusal() {
        return refusal;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    public Map<String, Object> extensions() {
        return extensions;
    }

    /** The key of this refusal's text. */
    public String textKey() {
        return variant == null ? refusal.code() : refusal.code() + "." + variant;
    }

    /** Empty where asking again later does not help. */
    public OptionalLong retryAfterSeconds() {
        return retryAfterSeconds == 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterSeconds);
    }

    /** The refusal at the bottom of what a library wrapped around it, if there is one. */
    public static Optional<Problem> within(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
