package io.jangteo.dataplatform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that signs webhooks, shared with the receiver; Standard Webhooks 1.0, "Signature scheme". */
public final class WebhookSecret {
    public static final String PREFIX = "whsec_";
    public static final int BYTES_MIN = 24;
    public static final int BYTES_MAX = 64;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Parses {@code whsec_} followed by 24 to 64 bytes in Base64.
     *
     * @throws IllegalArgumentException if the text is anything else; the message does not repeat it
     */
    public static WebhookSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw malformed();
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException thrown) {
            throw malformed();
        }
        if (key.length < BYTES_MIN || key.length > BYTES_MAX) {
            throw malformed();
        }
        return new WebhookSecret(key);
    }

    /** The value of the {@code webhook-signature} header. */
    String sign(String messageId, long timestampSeconds, String payload) {
        String content = messageId + "." + timestampSeconds + "." + payload;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException thrown) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, thrown);
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("The webhook secret must be " + PREFIX + " and " + BYTES_MIN + " to "
                + BYTES_MAX + " random bytes in Base64");
    }
}
