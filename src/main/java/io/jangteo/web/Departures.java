package io.jangteo.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectableChannelEndPoint;

/**
 * Finds the callers who have left although their requests are still worked on: Jetty reads a connection's end only once
 * it has answered. What can be read there now is that end, or another request; it is looked for without being read.
 */
final class Departures {
    private Departures() {}

    /** Returns those of the waiters whose callers have left, or ask for something else. */
    static List<Waiting.Waiter> among(Collection<Waiting.Waiter> waiters) {
        // A selector of its own each time: a closed connection is given back once no selector has it.
        try (Selector selector = Selector.open()) {
            List<Waiting.Waiter> closed = waiters.stream()
                    .filter(waiter -> !isRegistered(selector, waiter))
                    .toList();
            selector.selectNow();
            List<Waiting.Waiter> left = new ArrayList<>(closed);
            selector.selectedKeys().forEach(key -> left.add((Waiting.Waiter) key.attachment()));
            return left;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static boolean isRegistered(Selector selector, Waiting.Waiter waiter) {
        EndPoint endPoint = waiter.call().connection().getEndPoint();
        try {
            if (endPoint instanceof SelectableChannelEndPoint own) {
                own.getChannel().register(selector, SelectionKey.OP_READ, waiter);
            }
            return endPoint.isOpen();
        } catch (ClosedChannelException thrown) {
            return false;
        }
    }
}
