package io.jangteo.idempotency;

import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Requests that carry an {@code Idempotency-Key}. */
record KeyedCalls(TestShop shop) {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    /** Sends the body, if any, with the key. */
    Response post(@Nullable String key, String path, @Nullable Object body) {
        ApiCall call = shop.request(path);
        call = key == null ? call : call.header(KEY, asBytes(key));
        call = body == null ? call : call.json(body);
        return call.post(path);
    }

    /** Charges an amount of points. */
    Response charge(@Nullable String key, long user, long amount) {
        return post(key, "/users/" + user + "/points/charge", "{\"amount\":" + amount + "}");
    }

    /** A header whose bytes are those of the key in UTF-8, as no well-behaved client would send it. */
    private static String asBytes(String key) {
        return new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
