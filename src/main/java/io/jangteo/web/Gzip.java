package io.jangteo.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;

/** Compressed replies for clients that accept them. */
final class Gzip {
    static final String NAME = "gzip";

    private static final Pattern NO_WEIGHT = Pattern.compile("[qQ]\\s*=\\s*0(\\.0*)?");

    private Gzip() {}

    /** A named coding takes precedence over {@code *}; {@code q=0} means that it is not accepted. */
    static boolean isAccepted(Request request) {
        boolean byDefault = false;
        for (String element : request.elements("Accept-Encoding")) {
            List<String> parts = FieldValue.parts(element, ';');
            String coding = parts.isEmpty() ? "" : parts.get(0);
            boolean refused = parts.stream()
                    .skip(1)
                    .anyMatch(weight -> NO_WEIGHT.matcher(weight).matches());
            if (coding.equalsIgnoreCase(NAME)) {
                return !refused;
            }
            byDefault |= coding.equals("*") && !refused;
        }
        return byDefault;
    }

    /** Sets the headers that say whether the reply is compressed, and that it depends on the client. */
    static void announce(Request request, boolean compressed) {
        request.replyVariesBy(HttpHeader.ACCEPT_ENCODING);
        if (compressed) {
            request.replyHeader("Content-Encoding", NAME);
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
