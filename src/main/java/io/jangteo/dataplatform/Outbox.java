package io.jangteo.dataplatform;

import io.jangteo.database.Tx;
import io.jangteo.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The messages for the data platform. A message is stored if, and only if, the change that it reports is stored. */
public final class Outbox {
    private final Json json;
    private final Set<EventType> told;
    private final Runnable wake;
    private final MessageIds ids = new MessageIds();

    /**
     * @param told the types of events to tell of; the others are left out
     * @param wake runs after each commit that stored messages: makes the {@link Relay} check the outbox at once
     */
    public Outbox(Json json, Set<EventType> told, Runnable wake) {
        this.json = json;
        this.told = told;
        this.wake = wake;
    }

    /**
     * Adds one message about each subject to the caller's transaction, in their order, if events of the type are told.
     * They are due as soon as that commits. Comes after the changes that they tell of: on PostgreSQL a transaction must
     * have changed something before it takes the id of a message.
     *
     * @param data makes a subject the message's {@code data}; captured now, so that later changes do not affect it
     */
    public <S> void add(Tx tx, EventType type, Collection<S> subjects, Function<S, Object> data) {
        add(tx, type, subjects, subject -> null, data);
    }

    /**
     * Adds one message about each order; an order has at most one of a type.
     *
     * @param orderId returns the id of a subject's order
     */
    public <S> void addOfOrders(
            Tx tx, EventType type, Collection<S> subjects, Function<S, Long> orderId, Function<S, Object> data) {
        add(tx, type, subjects, orderId, data);
    }

    private <S> void add(
            Tx tx,
            EventType type,
            Collection<S> subjects,
            Function<S, ? extends @Nullable Long> orderId,
            Function<S, Object> data) {
        if (subjects.isEmpty() || !told.contains(type)) {
            return;
        }
        List<NewMessage> messages = new ArrayList<>(subjects.size());
        for (S subject : subjects) {
            String messageId = ids.next(tx.now());
            String payload = json.text(new Envelope(messageId, type.toString(), tx.now(), data.apply(subject)));
            messages.add(new NewMessage(messageId, orderId.apply(subject), payload));
        }
        DeliverySql.insert(tx.handle(), type, messages, tx.now());
        tx.afterCommit(wake);
    }

    /**
     * A message to be stored, after all earlier ones of its list.
     *
     * @param orderId of the order that it tells of, if any
     */
    record NewMessage(String id, @Nullable Long orderId, String payload) {}

    /** The payload, in the format that Standard Webhooks 1.0 recommends. */
    private record Envelope(String id, String type, Instant timestamp, Object data) {}
}
