package io.jangteo.web;

import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Reply;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** The status and the headers that come before a reply's body. */
final class ReplyHead {
    private ReplyHead() {}

    static void write(Call call, Answer answer) {
        Reply reply = answer.reply();
        HttpFields.Mutable headers = call.response.getHeaders();
        call.response.setStatus(reply.status());
        if (reply.location() != null) {
            headers.put(HttpHeader.LOCATION, reply.location());
        }
        if (answer.replayed()) {
            headers.put("Idempotent-Replayed", "true");
        }
        if (!headers.contains(HttpHeader.CACHE_CONTROL)) {
            headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        }
        headers.remove(HttpHeader.CONTENT_TYPE);
        if (reply.body().length > 0) {
            headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
            if (call.export == null) {
                headers.put(HttpHeader.CONTENT_LENGTH, reply.body().length);
            }
        }
        if (call.download != null) {
            call.download.prepare(headers);
        }
        if (!call.request.consumeAvailable()) {
            // The rest of the body is not read, so nothing after it could be read either.
            headers.put(HttpHeader.CONNECTION, "close");
        }
    }
}
