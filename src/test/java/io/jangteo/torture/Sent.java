package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.ShopClient;
import io.jangteo.wire.Response;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call under an Idempotency-Key, and the last that was answered to it. */
final class Sent {
    private static final int UNAVAILABLE = 503;
    /** Refusals that customers of this kind earn; anything else is a fault. */
    private static final Set<String> EARNED = Set.of(
            "INVALID_CHARGE_AMOUNT",
            "COUPON_ALREADY_ISSUED",
            "COUPON_SOLD_OUT",
            "OUT_OF_STOCK",
            "COUPON_ALREADY_USED",
            "INSUFFICIENT_POINTS",
            "OVERLOADED",
            "STORAGE_FULL");

    private final Errand errand;
    private final String key;
    private final String path;
    private final Map<String, ?> body;
    private @Nullable Response answer;
    private Instant sentAt = Instant.MIN;

    Sent(Errand errand, String key, String path, Map<String, ?> body) {
        this.errand = errand;
        this.key = key;
        this.path = path;
        this.body = body;
    }

    Errand errand() {
        return errand;
    }

    String key() {
        return key;
    }

    /** The points that a charge asks for. */
    long amount() {
        return ((Number) body.get("amount")).longValue();
    }

    /** Sends it, the first time or again. After this one of the three questions below is true. */
    void send(ShopClient shop) {
        sentAt = Instant.now();
        try {
            answer = shop.post(path, body, key);
        } catch (UncheckedIOException broken) {
            answer = null;
        }
    }

    /** When it was sent last. */
    Instant sentAt() {
        return sentAt;
    }

    /** Whether the connection ended without an answer. */
    boolean isUnanswered() {
        return answer == null;
    }

    /** Sends it again without forgetting what was answered first. */
    Response repeat(ShopClient shop) {
        return shop.post(path, body, key);
    }

    boolean isAcknowledged() {
        return answer != null && answer.status() / 100 == 2;
    }

    /** Nobody knows what became of it. */
    boolean isUnknown() {
        return answer == null
                || answer.status() == 500
                || answer.status() == UNAVAILABLE && answer.text().contains("OUTCOME_UNKNOWN");
    }

    /** A reply that says that nothing happened. */
    boolean isRefused() {
        return !isAcknowledged() && !isUnknown();
    }

    /** Refused for now, and not for what it asks. */
    boolean isTurnedAway() {
        return isRefused() && answer().status() == UNAVAILABLE;
    }

    Response answer() {
        if (answer == null) {
            throw new IllegalStateException("There was no answer to " + this);
        }
        return answer;
    }

    JsonNode json() {
        return answer().json();
    }

    /** What is wrong with the answer itself, or nothing. */
    String fault() {
        if (answer == null || isAcknowledged()) {
            return "";
        }
        String code = json().path("code").asText();
        if (answer.isReplayed()) {
            return "a refusal was kept under its key: " + this;
        }
        return EARNED.contains(code) || code.equals("OUTCOME_UNKNOWN") ? "" : "an answer that nobody earned: " + this;
    }

    @Override
    public String toString() {
        return key + " POST " + path + " " + body
                + (answer == null ? " (no answer)" : " " + answer.status() + " " + answer.text());
    }
}
