package io.jangteo.web;

import io.jangteo.database.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A short name for some content; different content gets a different name. */
final class ContentHash {
    private static final int BYTES = 16;

    private ContentHash() {}

    static String of(byte[]... contents) {
        MessageDigest digest = Sha256.start();
        for (byte[] content : contents) {
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
