package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A data platform on a socket of its own, below HTTP, that is as bad as it is told to be. */
final class HostileReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEAD_MAX_BYTES = 1 << 14;
    private static final int BACKLOG = 64;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "hostile-receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Long> kept = ConcurrentHashMap.newKeySet();
    private final AtomicInteger followed = new AtomicInteger();
    private final int port;
    private volatile Malice malice = Malice.KIND;
    private ServerSocket listening;

    HostileReceiver() throws IOException {
        listening = listen(0);
        port = listening.getLocalPort();
    }

    String address() {
        return "http://127.0.0.1:" + port + "/orders";
    }

    /** From now on it is like this; whoever it still held is let go. */
    void become(Malice next) {
        try {
            malice = next;
            for (Socket socket : open) {
                socket.close();
            }
            if (next == Malice.REFUSES) {
                listening.close();
            } else if (listening.isClosed()) {
                listening = listen(port);
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** The orders whose messages it has for good. */
    Set<Long> kept() {
        return kept;
    }

    /** How often a redirect was followed. */
    int followed() {
        return followed.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private ServerSocket listen(int onPort) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), BACKLOG);
        threads.execute(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                open.add(caller);
                threads.execute(() -> receive(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void receive(Socket caller) {
        Malice now = malice;
        try (caller) {
            if (now != Malice.RESETS_AT_ONCE) {
                read(new DataInputStream(caller.getInputStream()), now);
            }
            now.answer(caller, address().replace("/orders", "/elsewhere"));
        } catch (IOException over) {
            // The other side had enough, or the receiver has become another.
        } finally {
            open.remove(caller);
        }
    }

    private void read(DataInputStream in, Malice now) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < HEAD_MAX_BYTES) {
            head.append((char) in.readUnsignedByte());
        }
        if (head.toString().contains("/elsewhere")) {
            followed.incrementAndGet();
        }
        byte[] body = new byte[length(head.toString())];
        in.readFully(body);
        JsonNode message = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        if (now.keeps()) {
            kept.add(message.at("/data/id").asLong());
        }
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }
}
