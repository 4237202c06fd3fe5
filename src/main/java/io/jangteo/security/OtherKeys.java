package io.jangteo.security;

import java.util.Optional;

/** The keys of administration beside the owner's. */
@FunctionalInterface
public interface OtherKeys {
    /** No other keys. */
    OtherKeys NONE = credential -> Optional.empty();

    /** Returns whose key the credential is, if it is one: an administrator's, or one that was revoked. */
    Optional<Caller> callerOf(String credential);
}
