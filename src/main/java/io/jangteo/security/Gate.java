package io.jangteo.security;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import org.jspecify.annotations.Nullable;

/** Tells from a request's {@code Authorization} header who sends it, and turns away who may not. */
public final class Gate {
    private static final String SCHEME = "Bearer ";

    private final AdminKey adminKey;
    private final Tokens tokens;
    private final boolean tokensRequired;

    /** @param tokensRequired whether shoppers have to show their tokens */
    public Gate(AdminKey adminKey, Tokens tokens, boolean tokensRequired) {
        this.adminKey = adminKey;
        this.tokens = tokens;
        this.tokensRequired = tokensRequired;
    }

    /**
     * Who calls.
     *
     * @param admin whether the route is for the administrator alone
     * @param shopper whether the route is a shopper's
     * @param authorization the header, or {@code null} without one
     * @throws Problem {@code UNAUTHENTICATED} if the route asks for a key or token and there is none that counts;
     *     {@code FORBIDDEN} for a user's token where the admin key is asked for
     */
    public Caller identify(boolean admin, boolean shopper, @Nullable String authorization) {
        if (admin) {
            return administrator(credential(authorization));
        }
        if (shopper && tokensRequired) {
            return new Caller.Shopper(tokens.userOf(credential(authorization)));
        }
        return new Caller.Anyone();
    }

    private Caller administrator(String credential) {
        if (adminKey.matches(credential)) {
            return new Caller.Administrator();
        }
        if (tokens.find(credential).isPresent()) {
            throw Refusals.FORBIDDEN.because();
        }
        throw Refusals.UNAUTHENTICATED.because();
    }

    private static String credential(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusals.UNAUTHENTICATED.because();
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
