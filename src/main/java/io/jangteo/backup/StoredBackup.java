package io.jangteo.backup;

import java.time.Instant;

/**
 * A backup in the data directory.
 *
 * @param file its name there
 * @param bytes its size
 * @param sha256 the SHA-256 of its content, in hexadecimal
 * @param at when it was taken
 */
public record StoredBackup(String file, long bytes, String sha256, Instant at) {}
