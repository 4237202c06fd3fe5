package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/** Refuses ambiguous requests that Jetty accepts. */
final class RequestForm {
    /** Headers that must not be repeated, because only one would be used and the others ignored. */
    private static final List<String> ONCE = List.of("Authorization", "Content-Type", "Origin", "Idempotency-Key");

    private RequestForm() {}

    /** @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} */
    static void check(Request request) {
        HttpFields headers = request.getHeaders();
        for (String name : ONCE) {
            if (headers.getValuesList(name).size() > 1) {
                throw Refusals.malformed(name, "one line of it");
            }
        }
        String coding = headers.get(HttpHeader.TRANSFER_ENCODING);
        if (coding == null) {
            return;
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw Refusals.malformed(HttpHeader.TRANSFER_ENCODING.asString(), "chunked, and no other coding");
        }
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_1_1.getVersion()) {
            throw Refusals.malformed(HttpHeader.TRANSFER_ENCODING.asString(), "none, as HTTP/1.0 has no chunks");
        }
    }
}
