package io.jangteo.reference;

import io.jangteo.wire.RawRequest;
import java.util.Locale;

/**
 * One request.
 *
 * @param admin whether the administrator sends it
 * @param body JSON, or what should be; null for none
 * @param key the {@code Idempotency-Key}; null for none
 */
record ModelCall(String method, String path, boolean admin, String body, String key) {
    static ModelCall get(String path) {
        return new ModelCall("GET", "/api/v1" + path, false, null, null);
    }

    static ModelCall post(String path, String body) {
        return new ModelCall("POST", "/api/v1" + path, false, body, null);
    }

    static ModelCall admin(String method, String path, String body) {
        return new ModelCall(method, "/api/v1/admin" + path, true, body, null);
    }

    /** JSON with ' in place of the double quotes, and its arguments as {@link String#format} has them. */
    static String json(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments).replace('\'', '"');
    }

    ModelCall with(String key) {
        return new ModelCall(method, path, admin, body, key);
    }

    ModelCall asking(String otherPath, String otherBody) {
        return new ModelCall(method, otherPath, admin, otherBody, key);
    }

    /** The call as it is sent. */
    RawRequest request(String adminKey) {
        RawRequest request = RawRequest.of(method, path);
        request = body == null ? request : request.json(body);
        request = admin ? request.bearer(adminKey) : request;
        return key == null ? request : request.header("Idempotency-Key: " + key);
    }

    boolean isPost() {
        return method.equals("POST");
    }

    @Override
    public String toString() {
        String shown = body == null ? "" : " " + (body.length() > 200 ? body.substring(0, 200) + "…" : body);
        return method + " " + path + shown + (key == null ? "" : " with key " + key);
    }
}
