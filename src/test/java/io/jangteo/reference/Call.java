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
record Call(String method, String path, boolean admin, String body, String key) {
    static Call get(String path) {
        return new Call("GET", "/api/v1" + path, false, null, null);
    }

    static Call post(String path, String body) {
        return new Call("POST", "/api/v1" + path, false, body, null);
    }

    static Call admin(String method, String path, String body) {
        return new Call(method, "/api/v1/admin" + path, true, body, null);
    }

    /** JSON with ' in place of the double quotes, and its arguments as {@link String#format} has them. */
    static String json(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments).replace('\'', '"');
    }

    Call with(String key) {
        return new Call(method, path, admin, body, key);
    }

    Call asking(String otherPath, String otherBody) {
        return new Call(method, otherPath, admin, otherBody, key);
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
