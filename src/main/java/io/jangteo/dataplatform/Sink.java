package io.jangteo.dataplatform;

import java.util.List;
import java.util.function.Consumer;

/** Where messages are delivered to. */
public interface Sink extends AutoCloseable {

    /** How many messages may be underway at the same time. */
    int capacity();

    /**
     * Starts to deliver the messages and gives one receipt for each, on any thread, within a bounded time and in any
     * order. A failure is a receipt too: this throws nothing, not even what the machine has no memory or thread for.
     */
    void deliver(List<Message> messages, Consumer<Receipt> receipts);

    /** Ends the attempt at a message whose receipt is long overdue. */
    default void giveUp(Message message) {}

    /** What is underway ends at once, as failed. */
    @Override
    void close();
}
