package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A static response body, loaded and compressed on first use and then cached. */
final class Asset implements Route.Raw {
    static final String HTML = "text/html; charset=utf-8";
    static final String CSS = "text/css; charset=utf-8";
    static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";
    static final String SVG = "image/svg+xml";

    /** Browsers cache it but revalidate each time, so that they never show files from an older jar. */
    static final String ASK_EACH_TIME = "no-cache";
    /** For addresses that contain a hash of their content, which therefore never changes. */
    static final String NEVER_CHANGES = "public, max-age=31536000, immutable";

    private final String contentType;
    private final String cacheControl;
    private final Supplier<byte[]> source;
    private @Nullable Loaded loaded;

    private record Loaded(byte[] bytes, byte[] compressed, String hash) {}

    Asset(String contentType, String cacheControl, Supplier<byte[]> source) {
        this.contentType = contentType;
        this.cacheControl = cacheControl;
        this.source = source;
    }

    /** Returns a file of the jar as an asset, by its absolute name. */
    static Asset resource(String contentType, String name) {
        return new Asset(contentType, ASK_EACH_TIME, () -> read(name));
    }

    @Override
    public Reply answer(Request request) {
        Loaded current = loaded();
        boolean compressed = Gzip.isAccepted(request);
        String entityTag = "\"" + current.hash() + (compressed ? "-" + Gzip.NAME : "") + "\"";
        request.replyHeader("ETag", entityTag);
        request.replyHeader("Cache-Control", cacheControl);
        int status = isKnown(request, entityTag) ? HttpStatus.NOT_MODIFIED_304 : HttpStatus.OK_200;
        Gzip.announce(request, compressed);
        // Set even if no body is sent: a 304 carries the headers that the 200 would have.
        return new Reply(status, contentType, null, compressed ? current.compressed() : current.bytes());
    }

    /** Compares weakly (RFC 9110, 13.1.2), so that a tag weakened by a proxy still matches. */
    private static boolean isKnown(Request request, String entityTag) {
        return request.elements("If-None-Match").stream()
                .anyMatch(known -> known.equals("*") || known.equals(entityTag) || known.equals("W/" + entityTag));
    }

    static byte[] read(String name) {
        try (InputStream file = Asset.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private synchronized Loaded loaded() {
        if (loaded == null) {
            byte[] bytes = source.get();
            loaded = new Loaded(bytes, Gzip.compress(bytes), ContentHash.of(bytes));
        }
        return loaded;
    }
}
