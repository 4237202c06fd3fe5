package io.jangteo.idempotency;

import io.jangteo.database.Sha256;
import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A request that carries an {@code Idempotency-Key}.
 *
 * @param caller the sender; keys of different callers are independent
 * @param key 1 to 255 printable ASCII characters
 * @param hash the hash of method, target and body; equal only for identical requests, byte for byte
 */
public record KeyedRequest(String caller, String key, ByteBuffer hash) {
    private static final int KEY_MAX_LENGTH = 255;

    /**
     * Identifies a request by the hash of its content.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the key is not 1 to 255 printable ASCII
     *     characters
     */
    public static KeyedRequest of(String caller, String key, String method, String target, byte[] body) {
        boolean valid =
                !key.isEmpty() && key.length() <= KEY_MAX_LENGTH && key.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!valid) {
            throw Refusals.malformed("Idempotency-Key", "1 to " + KEY_MAX_LENGTH + " printable ASCII characters");
        }
        MessageDigest digest = Sha256.start();
        digest.update((method + " " + target + "\n").getBytes(StandardCharsets.UTF_8));
        return new KeyedRequest(caller, key, ByteBuffer.wrap(digest.digest(body)));
    }

    /** The caller and key under which the reply is kept. */
    String id() {
        return caller + "\n" + key;
    }

    /** The number that stands for caller and key where the servers of one database take turns. */
    long lock() {
        return ByteBuffer.wrap(Sha256.of(id())).getLong();
    }
}
