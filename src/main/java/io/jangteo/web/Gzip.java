package io.jangteo.web;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Compressed replies, for clients that say that they read them. */
final class Gzip {
    static final String NAME = "gzip";

    private static final Pattern REFUSED = Pattern.compile(NAME + "\\s*;\\s*q=0(\\.0*)?\\s*(,|$)");

    private Gzip() {}

    /** {@code q=0} means: anything but this. */
    static boolean isAccepted(Context context) {
        String accepted = context.header(Header.ACCEPT_ENCODING);
        return accepted != null
                && accepted.contains(NAME)
                && !REFUSED.matcher(accepted).find();
    }

    /** Says that what is sent depends on what the client reads, and is compressed or not. */
    static void announce(Context context, boolean compressed) {
        context.res().addHeader(Header.VARY, Header.ACCEPT_ENCODING);
        if (compressed) {
            context.header(Header.CONTENT_ENCODING, NAME);
        }
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        return compressed.toByteArray();
    }
}
