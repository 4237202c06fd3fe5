package io.jangteo.security;

/** A key file cannot be used as it is; the message says why, in words for whoever started the server. */
public final class UnusableKey extends RuntimeException {
    UnusableKey(String message) {
        super(message);
    }
}
