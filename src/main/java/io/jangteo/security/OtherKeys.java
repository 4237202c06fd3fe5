package io.jangteo.security;

import java.util.Optional;

/** The keys of administration beside the owner's. */
@FunctionalInterface
public interface OtherKeys {
    /** No other keys. */
    OtherKeys NONE = credential -> Optional.empty();

    /** Returns the name of the valid key that the credential is, if it is one. */
    Optional<String> nameOf(String credential);
}
