package io.jangteo.database;

import java.nio.file.Path;

/**
 * A finished copy of the shop's database.
 *
 * @param file its absolute path; its name alone for callers over HTTP
 * @param bytes its size
 * @param sha256 the SHA-256 of its content, in hexadecimal
 */
public record BackupFile(String file, long bytes, String sha256) {
    /** Returns the same without its directory. */
    public BackupFile named() {
        return new BackupFile(Path.of(file).getFileName().toString(), bytes, sha256);
    }
}
