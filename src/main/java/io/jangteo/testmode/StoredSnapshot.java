package io.jangteo.testmode;

import java.time.Instant;

/**
 * A saved state of the shop.
 *
 * @param bytes the size of its file
 * @param at the shop's time when it was taken
 */
public record StoredSnapshot(String name, long bytes, Instant at) {}
