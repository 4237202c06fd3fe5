package io.jangteo.web;

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

    static Download of(Path file) {
        try {
            return new Download(file, Files.size(file));
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
