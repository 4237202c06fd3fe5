package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
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
        boolean[] met = new boolean[ONCE.size()];
        for (HttpField field : headers) {
            for (int i = 0; i < met.length; i++) {
                if (ONCE.get(i).equalsIgnoreCase(field.getName())) {
                    if (met[i]) {
                        throw Refusals.malformed(ONCE.get(i), "one line of it");
                    }
                    met[i] = true;
                }
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
