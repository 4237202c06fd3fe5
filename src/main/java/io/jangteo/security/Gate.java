package io.jangteo.security;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** What a caller shows in the {@code Authorization} header; empty without a bearer's credential. */
    public static Optional<String> credential(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(SCHEME.length()).strip());
    }

    /** Whose credential this is; empty if it is nobody's. */
    public Optional<Caller> recognise(String credential) {
        if (adminKey.matches(credential)) {
            return Optional.of(new Caller.Administrator());
        }
        OptionalLong user = tokens.find(credential);
        return user.isPresent() ? Optional.of(new Caller.Shopper(user.getAsLong())) : Optional.empty();
    }

    /**
     * As whom the caller acts. On an open server a credential counts for administration alone: elsewhere everyone is
     * anyone, so that an {@code Idempotency-Key} means the same with and without it.
     *
     * @param admin whether the route is for the administrator alone
     * @param shopper whether the route is a shopper's
     * @param recognised whose credential was shown
     * @throws Problem {@code UNAUTHENTICATED} if the route asks for a key or token and there is none that counts;
     *     {@code FORBIDDEN} for a user's token where the admin key is asked for
     */
    public Caller admit(boolean admin, boolean shopper, Optional<Caller> recognised) {
        if (recognised.isEmpty() && needsCredential(admin, shopper)) {
            throw Refusals.UNAUTHENTICATED.problem();
        }
        if (admin && !(recognised.get() instanceof Caller.Administrator)) {
            throw Refusals.FORBIDDEN.problem();
        }
        return admin || tokensRequired ? recognised.orElseGet(Caller.Anyone::new) : new Caller.Anyone();
    }

    /** Whether nobody gets to such a route without a credential. */
    public boolean needsCredential(boolean admin, boolean shopper) {
        return admin || shopper && tokensRequired;
    }
}
