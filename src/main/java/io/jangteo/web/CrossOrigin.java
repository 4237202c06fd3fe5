package io.jangteo.web;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * Lets pages that a developer serves from this machine, on whatever port, call a server on this machine; pages from
 * anywhere else get no answer they could read.
 */
final class CrossOrigin {
    private static final Pattern LOOPBACK_ORIGIN =
            Pattern.compile("https?://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");
    private static final String PREFLIGHT_SECONDS = "600";

    private CrossOrigin() {}

    static void allow(Context context) {
        String origin = context.header("Origin");
        if (origin == null || !LOOPBACK_ORIGIN.matcher(origin).matches()) {
            return;
        }
        context.header("Access-Control-Allow-Origin", origin);
        context.header("Vary", "Origin");
        context.header(
                "Access-Control-Expose-Headers",
                "Location, Retry-After, Idempotent-Replayed, Preference-Applied, " + RequestId.HEADER);
    }

    /** Answers a browser's question of what it may send. */
    static void allowPreflight(Context context, String methods) {
        allow(context);
        context.header("Access-Control-Allow-Methods", methods);
        context.header(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Accept-Language, Idempotency-Key, Prefer, " + RequestId.HEADER);
        context.header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
}
