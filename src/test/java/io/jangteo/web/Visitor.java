package io.jangteo.web;

import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks one thing after the other on one connection, and takes a new one whenever the server has closed it. */
public final class Visitor implements AutoCloseable {
    private final Supplier<String> address;
    private @Nullable Wire wire;

    /** @param address of the server, without a slash at the end; asked for with each new connection */
    public Visitor(Supplier<String> address) {
        this.address = address;
    }

    /** The reply; a connection that was closed meanwhile is no fault, a new one that gives no reply is. */
    public RawReply ask(RawRequest request) {
        boolean mayBeStale = wire != null;
        RawReply reply;
        try {
            reply = exchange(request);
        } catch (UncheckedIOException thrown) {
            close();
            if (!mayBeStale) {
                throw thrown;
            }
            reply = exchange(request);
        }
        if ("close".equalsIgnoreCase(reply.header("Connection"))) {
            close();
        }
        return reply;
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    private RawReply exchange(RawRequest request) {
        if (wire == null) {
            wire = Wire.to(address.get());
        }
        wire.trySend(request.bytes());
        return request.method().equals("HEAD") ? wire.readHead() : wire.read();
    }
}
