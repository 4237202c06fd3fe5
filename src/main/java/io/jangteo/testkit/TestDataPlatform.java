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

/**
 * The data platform of a shop in a test: passes every message on to where it would have gone, remembers what it was
 * told, and can be told to be down.
 */
public final class TestDataPlatform implements Sink {
    /** A suite looks at the last few; a server that runs for weeks must not remember for ever. */
    private static final int REMEMBERED_MAX = 10_000;

    private final Sink destination;
    private final Json json;
    private final Deque<Received> received = new ArrayDeque<>();
    private final Set<String> leftOut = new HashSet<>();
    private String down;

    public TestDataPlatform(Sink destination, Json json) {
        this.destination = destination;
        this.json = json;
    }

    /**
     * A message as the data platform gets it.
     *
     * @param id the same if it is delivered again
     * @param type what happened, such as {@code order.paid}
     * @param timestamp when it happened
     * @param data what it happened to: the order
     */
    public record Received(String id, String type, Instant timestamp, Map<String, Object> data) {}

    /** What it was told, in the order of arrival; without what the shop had to tell before the test began. */
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /** From now on it takes nothing; the shop tries again later, as it does with any other. */
    public synchronized void goDown(String reason) {
        down = Objects.requireNonNull(reason, "reason");
    }

    /** From now on it takes what comes. */
    public synchronized void comeUp() {
        down = null;
    }

    /**
     * As if nothing had ever come.
     *
     * @param ownMessages the ids of those that the shop still has to tell of its first content; each is left out once
     */
    public synchronized void forget(Collection<String> ownMessages) {
        received.clear();
        leftOut.clear();
        leftOut.addAll(ownMessages);
        down = null;
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

    private synchronized String down() {
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
