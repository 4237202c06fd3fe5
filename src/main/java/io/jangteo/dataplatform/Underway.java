package io.jangteo.dataplatform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The messages handed to the sink whose receipts are not recorded yet; each takes a place. A place is freed when its
 * time limit passes, so that a lost receipt, for whatever reason, does not hold a message back.
 */
final class Underway {
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Map<String, Place> places = new HashMap<>();

    /**
     * @param limit maximum time for which a place may be taken
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    Underway(Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    private static final class Place {
        private final Message message;
        private final long sinceNanos;
        private boolean isOver;

        private Place(Message message, long sinceNanos) {
            this.message = message;
            this.sinceNanos = sinceNanos;
        }
    }

    int size() {
        return places.size();
    }

    /** The messages' ids; a view, not a copy. */
    Set<String> ids() {
        return Collections.unmodifiableSet(places.keySet());
    }

    boolean isAnyDueBy(Instant moment) {
        return places.values().stream().anyMatch(place -> place.message.isDueBy(moment));
    }

    void begin(Message message) {
        places.put(message.id(), new Place(message, nanoTime.getAsLong()));
    }

    /**
     * Whether the receipt belongs to the current attempt; false if its place was freed and the message may be underway
     * again.
     */
    boolean isFor(Receipt receipt) {
        Place place = places.get(receipt.message().id());
        return place != null && place.message.equals(receipt.message());
    }

    void end(Receipt receipt) {
        if (isFor(receipt)) {
            places.remove(receipt.message().id());
        }
    }

    /** A failed receipt for each place whose time limit has passed; each is returned once. */
    List<Receipt> overdue() {
        List<Receipt> overdue = new ArrayList<>();
        long now = nanoTime.getAsLong();
        for (Place place : places.values()) {
            if (!place.isOver && now - place.sinceNanos > limit.toNanos()) {
                place.isOver = true;
                overdue.add(Receipt.failed(place.message, "No receipt within " + limit.toMillis() + " ms"));
            }
        }
        return overdue;
    }
}
