package io.jangteo.web;

import io.javalin.http.Handler;
import java.util.Objects;

/** A page or file for people and tools beside the API: answered to GET as it is, and not in the OpenAPI document. */
public record RawRoute(String path, Route.Access access, Route.Counting counting, Handler handler) {

    public RawRoute {
        Objects.requireNonNull(access, () -> path + " does not say who may call it");
    }

    /** One that anyone may read. */
    static RawRoute forAnyone(String path, Handler handler) {
        return new RawRoute(path, Route.Access.ANYONE, Route.Counting.NORMAL, handler);
    }
}
