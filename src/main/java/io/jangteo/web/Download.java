package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/**
 * A file as a reply's body. It is sent in pieces as its reader takes them, and never as a whole in memory.
 *
 * @param bytes its length, which the reply announces
 */
public record Download(Path file, long bytes, String mediaType) {

    /** Answers with the file, to be saved under its own name. */
    public static Reply of(Request request, Path file, String mediaType) throws IOException {
        request.download(new Download(file, Files.size(file), mediaType));
        request.replyHeader("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"");
        return new Reply(200, mediaType, null, new byte[0]);
    }

    void prepare(HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_TYPE, mediaType);
        headers.put(HttpHeader.CONTENT_LENGTH, bytes);
    }

    void send(Call call, Callback whenSent) {
        if (HttpMethod.HEAD.is(call.request.getMethod())) {
            call.response.write(true, java.nio.ByteBuffer.allocate(0), whenSent);
        } else {
            Content.copy(Content.Source.from(file), call.response, whenSent);
        }
    }
}
