package io.jangteo.cluster;

import io.jangteo.cluster.TcpProxy.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link TcpProxy}: a thread for each way. */
final class ProxiedConnection {
    private static final int CHUNK_BYTES = 65_536;

    /** Begins with what begins no answer of PostgreSQL or Redis, and ends a line for those who wait for one. */
    private static final byte[] RUBBISH = "\0?rubbish\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;
    private final Said said;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Place cutAt;

    ProxiedConnection(TcpProxy proxy, Socket client, Socket server, Said said) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.said = said;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        TcpProxy.start(() -> pump(client, this::fromClient));
        TcpProxy.start(() -> pump(server, this::fromServer));
    }

    void close() {
        closed.countDown();
        close(client);
        close(server);
        proxy.ended(this);
    }

    /** What happens to bytes that came. */
    @FunctionalInterface
    private interface Passing {
        void pass(byte[] bytes, int count) throws IOException;
    }

    private void pump(Socket source, Passing passing) {
        byte[] bytes = new byte[CHUNK_BYTES];
        try {
            InputStream in = source.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                closed.await(proxy.delay().toMillis(), TimeUnit.MILLISECONDS);
                passing.pass(bytes, count);
            }
        } catch (IOException | InterruptedException ended) {
            // The other way ends with this one.
        } finally {
            close();
        }
    }

    private void fromClient(byte[] bytes, int count) throws IOException {
        if (proxy.answersRubbish()) {
            write(client, RUBBISH, RUBBISH.length);
            return;
        }
        said.hear(bytes, count);
        Place place = proxy.takeCut(said);
        if (place == null) {
            write(server, bytes, count);
            return;
        }
        // Before the server can answer.
        cutAt = place;
        if (place != Place.BEFORE) {
            write(server, bytes, count);
        }
        if (place != Place.AFTER) {
            cut();
        }
    }

    private void fromServer(byte[] bytes, int count) throws IOException {
        said.hearAnswer(bytes, count);
        if (cutAt == null) {
            write(client, bytes, count);
        } else if (cutAt == Place.AFTER && said.isAnswered()) {
            cut();
        }
    }

    private void cut() {
        // Before the client can know of it.
        proxy.countCut();
        close();
    }

    private static void write(Socket socket, byte[] bytes, int count) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes, 0, count);
        out.flush();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is what was wanted.
        }
    }
}
