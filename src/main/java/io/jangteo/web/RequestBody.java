package io.jangteo.web;

import io.jangteo.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a request body says: only JSON in UTF-8. */
final class RequestBody {
    private static final Pattern JSON = Pattern.compile(
            "\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);
    private static final String PLAIN_JSON = "application/json";

    private RequestBody() {}

    /**
     * The body as a record; {@code null} if the route takes none.
     *
     * @throws io.jangteo.problem.Problem {@code UNSUPPORTED_MEDIA_TYPE}; {@code MALFORMED_REQUEST}
     */
    static @Nullable Object parse(Json json, HttpServletRequest request, byte[] bytes, @Nullable Class<?> type) {
        if (bytes.length > 0) {
            requireJson(request);
        }
        if (type != null) {
            return json.read(bytes, type);
        }
        if (bytes.length > 0) {
            json.read(bytes, Nothing.class);
        }
        return null;
    }

    private static void requireJson(HttpServletRequest request) {
        // Not getContentType(): Jetty fails on a charset that it does not know.
        String type = request.getHeader("Content-Type");
        boolean isJson =
                PLAIN_JSON.equals(type) || (type != null && JSON.matcher(type).matches());
        String encoding = request.getHeader("Content-Encoding");
        if (!isJson || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw Refusals.UNSUPPORTED_MEDIA_TYPE.because();
        }
    }

    /** What a call without a body may send: nothing, or an empty object. */
    private record Nothing() {}
}
