package io.jangteo.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are sent as they are. They are loaded when first asked for and then kept; browsers keep them too, but ask
 * each time whether they still hold, so that nobody sees the files of an older jar.
 */
final class Asset implements Handler {
    static final String HTML = "text/html; charset=utf-8";
    static final String CSS = "text/css; charset=utf-8";
    static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    static final String PNG = "image/png";

    private final String contentType;
    private final Supplier<byte[]> source;
    private @Nullable Loaded loaded;

    private record Loaded(byte[] bytes, String entityTag) {}

    Asset(String contentType, Supplier<byte[]> source) {
        this.contentType = contentType;
        this.source = source;
    }

    /** A file of the jar, by its absolute name in there. */
    static Asset resource(String contentType, String name) {
        return new Asset(contentType, () -> read(name));
    }

    @Override
    public void handle(Context context) {
        Loaded current = loaded();
        context.header(Header.ETAG, current.entityTag());
        context.header(Header.CACHE_CONTROL, "no-cache");
        String known = context.header(Header.IF_NONE_MATCH);
        if (known != null && known.contains(current.entityTag())) {
            context.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        context.contentType(contentType).result(current.bytes());
    }

    private synchronized Loaded loaded() {
        if (loaded == null) {
            byte[] bytes = source.get();
            loaded = new Loaded(bytes, entityTag(bytes));
        }
        return loaded;
    }

    private static String entityTag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static byte[] read(String name) {
        try (InputStream file = Asset.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
