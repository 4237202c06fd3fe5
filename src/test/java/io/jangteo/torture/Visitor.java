package io.jangteo.torture;

import io.jangteo.web.RawReply;
import io.jangteo.web.RawRequest;
import io.jangteo.web.Wire;
import java.io.UncheckedIOException;
import java.net.URI;

/** Asks one thing after the other on one connection, and takes a new one whenever the server has closed it. */
final class Visitor implements AutoCloseable {
    private final String address;
    private Wire wire;

    Visitor(URI address) {
        this.address = address.toString();
    }

    /** The reply; a connection that was closed meanwhile is no fault, a new one that gives no reply is. */
    RawReply ask(RawRequest request) {
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
            wire = Wire.to(address);
        }
        return wire.trySend(request.bytes()).read();
    }
}
