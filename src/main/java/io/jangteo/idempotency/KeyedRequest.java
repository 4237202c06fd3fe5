package io.jangteo.idempotency;

import io.jangteo.problem.Refusals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A request that carries an {@code Idempotency-Key}.
 *
 * @param caller who sent it; keys of different callers never meet
 * @param key 1 to 255 printable ASCII characters
 * @param hash what the request asks for; equal only for the same request, byte for byte
 */
public record KeyedRequest(String caller, String key, ByteBuffer hash) {
    private static final int KEY_MAX_LENGTH = 255;

    /**
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if the key is not 1 to 255 printable ASCII characters
     */
    public static KeyedRequest of(String caller, String key, String method, String target, byte[] body) {
        boolean valid =
                !key.isEmpty() && key.length() <= KEY_MAX_LENGTH && key.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!valid) {
            throw Refusals.malformed("Idempotency-Key", "1 to " + KEY_MAX_LENGTH + " printable ASCII characters");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((method + " " + target + "\n").getBytes(StandardCharsets.UTF_8));
            return new KeyedRequest(caller, key, ByteBuffer.wrap(digest.digest(body)));
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** Whom and what the reply is kept for. */
    String id() {
        return caller + "\n" + key;
    }
}
