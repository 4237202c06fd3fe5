package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Allows calls from pages that a developer serves on this machine, on any port, and from the configured origins; other
 * pages cannot read any answer, nor tell one from another.
 */
public final class CrossOrigin {
    private static final Pattern LOOPBACK_ORIGIN = Pattern.compile(
            "https?://(([0-9a-z-]{1,63}\\.){0,8}+localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");
    private static final String PREFLIGHT_SECONDS = "600";
    /** The names of headers, in a list of bounded length. */
    private static final Pattern HEADER_NAMES = Pattern.compile("[0-9A-Za-z!#$%&'*+.^_`|~, -]{1,4096}");

    private final Set<String> origins;

    /** @param origins further allowed origins, as browsers spell them: {@code https://shop.example} */
    public CrossOrigin(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /**
     * Sets the cross-origin headers, which every reply carries. They also stop pages from loading a reply as a script
     * or a picture, which would tell a 200 from a 404.
     *
     * @param origin of the calling page, or {@code null}
     * @param reply takes each header, replacing another of the same name
     */
    void tell(@Nullable String origin, BiConsumer<String, String> reply) {
        reply.accept("Cross-Origin-Resource-Policy", "same-origin");
        reply.accept("Vary", "Origin");
        if (!isAllowed(origin)) {
            return;
        }
        reply.accept("Access-Control-Allow-Origin", origin);
        reply.accept("Access-Control-Allow-Credentials", "true");
        reply.accept(
                "Access-Control-Expose-Headers",
                "Location, Retry-After, Content-Disposition, Idempotent-Replayed, Preference-Applied, RateLimit-Limit,"
                        + " RateLimit-Remaining, RateLimit-Reset, " + RequestId.HEADER);
    }

    /** Acts as {@link #tell} for a request too broken to read its origin; its reply reveals nothing about the shop. */
    void tellUnknown(BiConsumer<String, String> reply) {
        tell(null, reply);
        reply.accept("Access-Control-Allow-Origin", "*");
    }

    /** Answers a browser's preflight; an allowed origin may send any header that it asks for. */
    void tellPreflight(Head head, String methods, BiConsumer<String, String> reply) {
        reply.accept("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        if (!isAllowed(head.header("Origin"))) {
            return;
        }
        reply.accept("Access-Control-Allow-Methods", methods);
        String requested = String.join(", ", head.lines("Access-Control-Request-Headers"));
        if (HEADER_NAMES.matcher(requested).matches()) {
            reply.accept("Access-Control-Allow-Headers", requested);
        }
        reply.accept("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }

    /**
     * Refuses what a browser sends on behalf of another site's page, except for calls from allowed origins and links
     * that a user followed: such a page could count replies, or tell them apart by how they load.
     *
     * @throws io.jangteo.problem.Problem {@code FORBIDDEN}
     */
    void check(Head head) {
        String site = head.header("Sec-Fetch-Site");
        if (!"cross-site".equals(site) && !"same-site".equals(site)) {
            return;
        }
        boolean isLink = "navigate".equals(head.header("Sec-Fetch-Mode"))
                && "document".equals(head.header("Sec-Fetch-Dest"))
                && (head.method().equals("GET") || head.method().equals("HEAD"));
        if (!isLink && !isAllowed(head.header("Origin"))) {
            throw Refusals.FORBIDDEN.problem().variant("PAGE");
        }
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null
                && (origins.contains(origin) || LOOPBACK_ORIGIN.matcher(origin).matches());
    }
}
