package io.jangteo.web;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;

/**
 * Lets pages that a developer serves from this machine, on whatever port, call a server on this machine; pages from
 * anywhere else get no answer they could read.
 */
final class CrossOrigin {
    private static final Pattern LOOPBACK_ORIGIN =
            Pattern.compile("https?://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");
    private static final String PREFLIGHT_SECONDS = "600";

    private CrossOrigin() {}

    static void allow(HttpFields request, HttpFields.Mutable reply) {
        String origin = request.get("Origin");
        if (origin == null || !LOOPBACK_ORIGIN.matcher(origin).matches()) {
            return;
        }
        reply.put("Access-Control-Allow-Origin", origin);
        reply.put("Vary", "Origin");
        reply.put(
                "Access-Control-Expose-Headers",
                "Location, Retry-After, Idempotent-Replayed, Preference-Applied, " + RequestId.HEADER);
    }

    /** For a request so broken that its origin was not read: the reply says nothing of the shop. */
    static void allowUnknown(HttpFields.Mutable reply) {
        reply.put("Access-Control-Allow-Origin", "*");
    }

    /** Answers a browser's question of what it may send. */
    static void allowPreflight(HttpFields request, HttpFields.Mutable reply, String methods) {
        allow(request, reply);
        reply.put("Access-Control-Allow-Methods", methods);
        reply.put(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Accept-Language, Idempotency-Key, Prefer, " + RequestId.HEADER);
        reply.put("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }
}
