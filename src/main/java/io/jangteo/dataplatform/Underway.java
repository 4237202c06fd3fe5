package io.jangteo.dataplatform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The messages that the sink has and whose receipts are not recorded; each takes a place. A place is freed when its time
 * is over, so that no receipt that is lost, for whatever reason, holds a message back.
 */
final class Underway {
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Map<String, Place> places = new HashMap<>();

    /**
     * @param limit how long a place may be taken
     * @param nanoTime a clock that nobody sets
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

    boolean has(String messageId) {
        return places.containsKey(messageId);
    }

    boolean isAnyDueBy(Instant moment) {
        return places.values().stream().anyMatch(place -> place.message.isDueBy(moment));
    }

    void begin(Message message) {
        places.put(message.id(), new Place(message, nanoTime.getAsLong()));
    }

    /** False for a receipt that comes after its place was freed: the message may be underway again. */
    boolean isFor(Receipt receipt) {
        Place place = places.get(receipt.message().id());
        return place != null && place.message.equals(receipt.message());
    }

    void end(Receipt receipt) {
        if (isFor(receipt)) {
            places.remove(receipt.message().id());
        }
    }

    /** One receipt for each place whose time is over; once. */
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
