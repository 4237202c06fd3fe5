package io.jangteo.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Free ports for servers that have to come back to theirs. */
final class Ports {
    /**
     * Below the ports that systems give to outgoing connections: one of those could take the port of a server that is
     * stopped for a moment.
     */
    private static final int MIN = 15_000;

    private static final int MAX = 29_999;
    private static final int TRIES_MAX = 100;

    private Ports() {}

    /** Returns a port of the loopback addresses that nobody listens on. Another process may still be faster to take it. */
    static int free() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(MIN, MAX + 1))
                .limit(TRIES_MAX)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no free port from " + MIN + " to " + MAX));
    }

    static boolean isFree(int port) {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return taken.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
