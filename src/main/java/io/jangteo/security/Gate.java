package io.jangteo.security;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Identifies a request's sender by its {@code Authorization} header, and refuses those without permission. */
public final class Gate {
    private static final String SCHEME = "Bearer ";

    private final AdminKey adminKey;
    private final OtherKeys otherKeys;
    private final Tokens tokens;
    private final boolean tokensRequired;

    /**
     * @param adminKey the owner's
     * @param tokensRequired whether shoppers must send their tokens
     */
    public Gate(AdminKey adminKey, OtherKeys otherKeys, Tokens tokens, boolean tokensRequired) {
        this.adminKey = adminKey;
        this.otherKeys = otherKeys;
        this.tokens = tokens;
        this.tokensRequired = tokensRequired;
    }

    /** The bearer credential in an {@code Authorization} header; empty if there is none. */
    public static Optional<String> credential(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(SCHEME.length()).strip());
    }

    /** Returns whether the credential is the owner's key, which takes no look into the database. */
    public boolean isOwners(String credential) {
        return adminKey.matches(credential);
    }

    /** The caller that a credential belongs to; empty if it is invalid. */
    public Optional<Caller> recognise(String credential) {
        if (adminKey.matches(credential)) {
            return Optional.of(Caller.Administrator.OWNER);
        }
        Optional<Caller> other = otherKeys.callerOf(credential);
        if (other.isPresent()) {
            return other;
        }
        OptionalLong user = tokens.find(credential);
        return user.isPresent() ? Optional.of(new Caller.Shopper(user.getAsLong())) : Optional.empty();
    }

    /**
     * Decides as whom the caller acts. On an open server a credential counts on administrative routes only: on all
     * others every caller is {@link Caller.Anyone}, so that an {@code Idempotency-Key} means the same with and without
     * a credential.
     *
     * @param admin whether the route is for the administrator only
     * @param shopper whether the route is for shoppers
     * @param recognised the caller that the sent credential belongs to
     * @throws Problem {@code UNAUTHENTICATED} for a revoked key, whatever the route, and if the route requires a key or
     *     token and there is no valid one; {@code FORBIDDEN} for a user's token where the admin key is required
     */
    public Caller admit(boolean admin, boolean shopper, Optional<Caller> recognised) {
        boolean isRevoked = recognised.filter(Caller.Revoked.class::isInstance).isPresent();
        if (isRevoked || (recognised.isEmpty() && needsCredential(admin, shopper))) {
            throw Refusals.UNAUTHENTICATED.problem();
        }
        if (admin && !(recognised.get() instanceof Caller.Administrator)) {
            throw Refusals.FORBIDDEN.problem();
        }
        return admin || tokensRequired ? recognised.orElseGet(Caller.Anyone::new) : new Caller.Anyone();
    }

    /** Whether such a route requires a credential. */
    public boolean needsCredential(boolean admin, boolean shopper) {
        return admin || (shopper && tokensRequired);
    }
}
