package io.jangteo.dataplatform;

import java.util.List;
import java.util.function.Consumer;

/** A destination for messages. */
public interface Sink extends AutoCloseable {

    /** Maximum number of messages underway at the same time. */
    int capacity();

    /**
     * Starts to deliver the messages and gives one receipt for each, on any thread, within a bounded time and in any
     * order. A failure is a receipt too: throws nothing, not even for lack of memory or threads.
     */
    void deliver(List<Message> messages, Consumer<Receipt> receipts);

    /** Ends the attempt at a message whose receipt is long overdue. */
    default void giveUp(Message message) {}

    /** Ends all attempts underway at once, as failed. */
    @Override
    void close();
}
