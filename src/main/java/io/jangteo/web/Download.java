package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
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
public record Download(Path file, long bytes) {
    static final String MEDIA_TYPE = "application/octet-stream";

    /** Answers with the file, to be saved under its own name. */
    static Reply of(Context context, Path file) {
        Call.of(context.req()).download = new Download(file, sizeOf(file));
        context.header("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"");
        return new Reply(200, MEDIA_TYPE, null, new byte[0]);
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    void prepare(HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_TYPE, MEDIA_TYPE);
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
