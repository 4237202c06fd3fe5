package io.jangteo.security;

/** A key file cannot be used as it is; the message gives the reason to the operator. */
public final class UnusableKey extends RuntimeException {
    UnusableKey(String message) {
        super(message);
    }
}
