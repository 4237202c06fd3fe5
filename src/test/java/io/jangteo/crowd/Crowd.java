package io.jangteo.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Many callers at the same moment. Each has a connection of its own, on which all of its request but the end stands
 * before the first end is sent. One thread is all of them: what a crowd does to a shop is not held up by the crowd.
 */
final class Crowd {
    /** A shop that lets a caller wait for this long has hung. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final URI shop;

    Crowd(String baseUrl) {
        this.shop = URI.create(baseUrl);
    }

    /** Sends all calls at once, the first a little earlier than the last; the replies are in the order of the calls. */
    List<Reply> rush(List<Call> calls) {
        return rush(calls, answered -> {});
    }

    /**
     * The same, with something to do in the midst of it.
     *
     * @param meanwhile is given how many callers have begun to get a reply; done when all have called, and before any
     *     reply is read
     */
    List<Reply> rush(List<Call> calls, Consumer<IntSupplier> meanwhile) {
        List<Socket> callers = new ArrayList<>(calls.size());
        try {
            try {
                for (Call call : calls) {
                    Socket caller = connect();
                    callers.add(caller);
                    caller.getOutputStream().write(call.head(shop.getAuthority()));
                }
                for (int i = 0; i < calls.size(); i++) {
                    callers.get(i).getOutputStream().write(calls.get(i).tail());
                }
                meanwhile.accept(
                        () -> (int) callers.stream().filter(Crowd::isAnswered).count());
                List<Reply> replies = new ArrayList<>(calls.size());
                for (Socket caller : callers) {
                    replies.add(Reply.parse(caller.getInputStream().readAllBytes()));
                }
                return replies;
            } finally {
                for (Socket caller : callers) {
                    caller.close();
                }
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException("The crowd broke off", thrown);
        }
    }

    private static boolean isAnswered(Socket caller) {
        try {
            return caller.getInputStream().available() > 0;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName(shop.getHost()), shop.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
