package io.jangteo.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Keeps the inner handlers from writing: they leave their answer in the call and its headers here. */
final class Withheld extends Response.Wrapper {
    Withheld(Call call) {
        super(call.request, call.response);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        callback.succeeded();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
