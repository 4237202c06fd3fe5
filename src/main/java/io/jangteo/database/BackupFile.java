package io.jangteo.database;

/**
 * A finished copy of the shop.
 *
 * @param file where it is
 * @param bytes how large it is
 * @param sha256 the digest of its content, in hexadecimal
 */
public record BackupFile(String file, long bytes, String sha256) {}
