package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.javalin.http.Context;
import java.util.Objects;

/** A page or file for people and tools beside the API: answered to GET, and not in the OpenAPI document. */
public record RawRoute(String path, Route.Access access, Route.Counting counting, Handler handler) {

    public RawRoute {
        Objects.requireNonNull(access, () -> path + " does not say who may call it");
    }

    /** Makes the reply; headers beside those that every reply has are set in the context. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Context context) throws Exception;
    }

    /** One that anyone may read. */
    static RawRoute forAnyone(String path, Handler handler) {
        return new RawRoute(path, Route.Access.ANYONE, Route.Counting.NORMAL, handler);
    }
}
