package io.jangteo.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Many callers at the same moment. Each has a connection of its own, on which all of its request but the end stands
 * before the first end is sent. One thread is all of them: what a crowd does to a shop is not held up by the crowd.
 */
public final class Crowd {
    /** The empty line after the headers: without it no server can begin to answer. */
    private static final int EMPTY_LINE_BYTES = 2;

    private final Supplier<String> address;

    public Crowd(String baseUrl) {
        this(() -> baseUrl);
    }

    /** @param address of the server, read for each caller: a crowd may go to several instances of one shop */
    public Crowd(Supplier<String> address) {
        this.address = address;
    }

    /** Sends all requests at once, the first a little earlier than the last; the replies are in the same order. */
    public List<Response> rush(List<RawRequest> requests) {
        return rush(requests, answered -> {});
    }

    /**
     * The same, with something to do in the midst of it.
     *
     * @param meanwhile is given how many callers have begun to get a reply; runs when all have called, and before any
     *     reply is read
     */
    public List<Response> rush(List<RawRequest> requests, Consumer<IntSupplier> meanwhile) {
        List<Connection> callers = new ArrayList<>(requests.size());
        try {
            List<byte[]> ends = new ArrayList<>(requests.size());
            for (RawRequest request : requests) {
                byte[] bytes = request.header("Connection: close").bytes();
                int headBytes = bytes.length - request.body().length - EMPTY_LINE_BYTES;
                Connection caller = Connection.to(address.get());
                callers.add(caller);
                caller.send(Arrays.copyOf(bytes, headBytes));
                ends.add(Arrays.copyOfRange(bytes, headBytes, bytes.length));
            }
            for (int i = 0; i < callers.size(); i++) {
                callers.get(i).send(ends.get(i));
            }
            meanwhile.accept(() -> (int)
                    callers.stream().filter(caller -> caller.available() > 0).count());
            return callers.stream().map(Connection::read).toList();
        } finally {
            callers.forEach(Connection::close);
        }
    }
}
