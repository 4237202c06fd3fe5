package io.jangteo.testkit;

import io.jangteo.dataplatform.Message;
import io.jangteo.dataplatform.Receipt;
import io.jangteo.dataplatform.Sink;
import io.jangteo.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data platform of a shop in a test: passes every message on to its real destination, records it, and can be made
 * unavailable.
 */
public final class TestDataPlatform implements Sink {
    /** Tests look at the last few; a server that runs for weeks must not collect them without limit. */
    private static final int REMEMBERED_MAX = 10_000;

    private final Sink destination;
    private final Json json;
    private final Deque<Received> received = new ArrayDeque<>();
    private final Set<String> leftOut = new HashSet<>();
    private @Nullable String down;

    public TestDataPlatform(Sink destination, Json json) {
        this.destination = destination;
        this.json = json;
    }

    /**
     * A message as the data platform receives it.
     *
     * @param id the same if it is delivered again
     * @param type the event, such as {@code order.paid}
     * @param timestamp when it happened
     * @param data the order it happened to
     */
    public record Received(String id, String type, Instant timestamp, Map<String, Object> data) {}

    /** Returns the received messages in the order of arrival, without those about the shop's initial content. */
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /** Refuses all messages from now on; the shop tries again later, as it does with any other sink. */
    public synchronized void goDown(String reason) {
        down = Objects.requireNonNull(reason, "reason");
    }

    /** Accepts messages again. */
    public synchronized void comeUp() {
        down = null;
    }

    /**
     * Forgets all messages.
     *
     * @param ownMessages the ids of undelivered messages about the shop's initial content; each is skipped once
     */
    public synchronized void forget(Collection<String> ownMessages) {
        received.clear();
        leftOut.clear();
        leftOut.addAll(ownMessages);
        down = null;
    }

    /**
     * Skips messages once, before they are delivered.
     *
     * @param ownMessages the ids of undelivered messages about what a seed file tells
     */
    public synchronized void leaveOut(Collection<String> ownMessages) {
        leftOut.addAll(ownMessages);
    }

    @Override
    public int capacity() {
        return destination.capacity();
    }

    @Override
    public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
        String reason = down();
        if (reason != null) {
            messages.forEach(message -> receipts.accept(Receipt.failed(message, reason)));
            return;
        }
        destination.deliver(messages, receipt -> {
            if (receipt.isDelivered()) {
                remember(receipt.message());
            }
            receipts.accept(receipt);
        });
    }

    @Override
    public void giveUp(Message message) {
        destination.giveUp(message);
    }

    @Override
    public void close() {
        destination.close();
    }

    private synchronized @Nullable String down() {
        return down;
    }

    private void remember(Message message) {
        Received one = json.read(message.payload().getBytes(StandardCharsets.UTF_8), Received.class);
        synchronized (this) {
            if (leftOut.remove(one.id())) {
                return;
            }
            received.add(one);
            if (received.size() > REMEMBERED_MAX) {
                received.remove();
            }
        }
    }
}
