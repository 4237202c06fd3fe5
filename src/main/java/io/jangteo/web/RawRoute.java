package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.javalin.http.Context;

/** A page or file for people and tools beside the API: answered to GET, and not in the OpenAPI document. */
public record RawRoute(String path, Handler handler) {

    /** Makes the reply; headers beside those that every reply has are set in the context. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Context context) throws Exception;
    }
}
