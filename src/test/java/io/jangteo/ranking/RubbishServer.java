package io.jangteo.ranking;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that takes whatever it is sent, and answers with the same bytes over and over. */
final class RubbishServer implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] rubbish;
    private final boolean withoutEnd;
    private final AtomicInteger connections = new AtomicInteger();

    private RubbishServer(byte[] rubbish, boolean withoutEnd) {
        this.rubbish = rubbish;
        this.withoutEnd = withoutEnd;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        daemon(this::accept);
    }

    /** Answers each connection once, and then says nothing more. */
    static RubbishServer once(String rubbish) {
        return new RubbishServer(rubbish.getBytes(StandardCharsets.ISO_8859_1), false);
    }

    /** Never stops to answer. */
    static RubbishServer withoutEnd(String rubbish) {
        return new RubbishServer(rubbish.getBytes(StandardCharsets.ISO_8859_1), true);
    }

    URI address() {
        return URI.create("redis://127.0.0.1:" + server.getLocalPort());
    }

    /** The number of connections that are open on this side. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                daemon(() -> answer(caller));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(Socket caller) {
        connections.incrementAndGet();
        try (caller) {
            OutputStream out = caller.getOutputStream();
            do {
                out.write(rubbish);
            } while (withoutEnd);
            while (caller.getInputStream().read() >= 0) {
                // Takes everything until the caller hangs up.
            }
        } catch (IOException hungUp) {
            // That is how the endless answer ends.
        } finally {
            connections.decrementAndGet();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "rubbish");
        thread.setDaemon(true);
        thread.start();
    }
}
