package io.jangteo.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for some content; different content gets a different name. */
final class ContentHash {
    private static final int BYTES = 16;

    private ContentHash() {}

    static String of(byte[]... contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] content : contents) {
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
