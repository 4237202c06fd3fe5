package io.jangteo.administration;

/**
 * A new key, shown this once.
 *
 * @param key the credential; the shop keeps its hash only
 */
public record MadeKey(String name, String key) {}
