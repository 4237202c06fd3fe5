package io.jangteo.dataplatform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a reply, RFC 9112; of the receiver's text, only the values of known headers leave this class.
 *
 * @param isBroken whether some lines were malformed, so that the extent of the body is unknown
 */
record HttpReply(int status, boolean isHttp11, Map<String, String> headers, boolean isBroken) {
    /** More than any receiver needs. */
    static final int HEADER_BYTES_MAX = 32_768;

    private static final int NO_CONTENT = 204;
    private static final int SWITCHING_PROTOCOLS = 101;

    /**
     * Reads to the end of the header, skipping interim replies.
     *
     * @throws IOException if the connection breaks or the reply is not HTTP
     */
    static HttpReply read(InputStream in) throws IOException {
        int[] bytesLeft = {HEADER_BYTES_MAX};
        while (true) {
            HttpReply reply = readOne(in, bytesLeft);
            if (reply.status / 100 != 1 || reply.status == SWITCHING_PROTOCOLS) {
                return reply;
            }
        }
    }

    Optional<String> retryAfter() {
        return Optional.ofNullable(headers.get("retry-after"));
    }

    /** The length of the body if the header states it and the connection can be reused after it. */
    Optional<Integer> bodyBytesBeforeReuse(int bytesMax) {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        if (isBroken || !isHttp11 || connection.contains("close") || headers.containsKey("transfer-encoding")) {
            return Optional.empty();
        }
        String length = headers.getOrDefault("content-length", status == NO_CONTENT ? "0" : "");
        boolean isSmall = length.matches("[0-9]{1,6}") && Integer.parseInt(length) <= bytesMax;
        return isSmall && status >= 200 ? Optional.of(Integer.valueOf(length)) : Optional.empty();
    }

    private static HttpReply readOne(InputStream in, int[] bytesLeft) throws IOException {
        String start = line(in, bytesLeft, "The connection was closed without a reply");
        if (!start.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
            throw new IOException("The reply is not HTTP/1.1");
        }
        Map<String, String> headers = new HashMap<>();
        boolean isBroken = false;
        for (String line = field(in, bytesLeft); !line.isEmpty(); line = field(in, bytesLeft)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            isBroken |= name.isEmpty() || (headers.containsKey(name) && name.equals("content-length"));
            headers.putIfAbsent(name, line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(start.substring(9, 12));
        return new HttpReply(status, start.startsWith("HTTP/1.1"), headers, isBroken);
    }

    private static String field(InputStream in, int[] bytesLeft) throws IOException {
        return line(in, bytesLeft, "The connection was closed in the middle of the reply's header");
    }

    private static String line(InputStream in, int[] bytesLeft, String closed) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException(closed);
            }
            if (--bytesLeft[0] < 0) {
                throw new IOException("The reply's header is longer than " + HEADER_BYTES_MAX + " bytes");
            }
            line.write(octet);
        }
        bytesLeft[0]--;
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
