package io.jangteo.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a request. May be thrown anywhere below a route; rolls back what the request has done so far. It has
 * no stack trace, unless it is {@link #traced}: a refusal is an answer, not a fault.
 */
public final class Problem extends RuntimeException {
    private final transient Refusal refusal;
    private final transient Object[] arguments;
    private final transient Map<String, Object> extensions;
    private @Nullable String variant;
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

    /** The code and the reply's extension members, for callers from Java. */
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

    /** Sets the delay after which a retry makes sense, in seconds. */
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

    /** The delay after which a retry makes sense, in seconds; empty if a retry does not help. */
    public OptionalLong retryAfterSeconds() {
        return retryAfterSeconds == 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterSeconds);
    }

    /** The refusal among the causes of an exception, if there is one. */
    public static Optional<Problem> within(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }
}
