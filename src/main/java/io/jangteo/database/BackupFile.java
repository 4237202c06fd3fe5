package io.jangteo.database;

/**
 * A finished copy of the shop's database.
 *
 * @param file its absolute path
 * @param bytes its size
 * @param sha256 the SHA-256 of its content, in hexadecimal
 */
public record BackupFile(String file, long bytes, String sha256) {}
