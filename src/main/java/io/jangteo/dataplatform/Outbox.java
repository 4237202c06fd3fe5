package io.jangteo.dataplatform;

import io.jangteo.database.Tx;
import io.jangteo.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The messages for the data platform. A message is stored if, and only if, the change that it reports is stored. */
public final class Outbox {
    private final Json json;
    private final Runnable wake;

    /** @param wake makes the {@link Relay} check the outbox at once */
    public Outbox(Json json, Runnable wake) {
        this.json = json;
        this.wake = wake;
    }

    /**
     * Adds the one message about each of some orders to the caller's transaction; they are due as soon as that commits.
     *
     * @param type what happened, such as {@code order.paid}
     * @param data each message's {@code data} by the order's id, in the order of the messages; captured now, so that
     *     later changes of the order do not affect it
     */
    public void add(Tx tx, String type, Map<Long, Object> data) {
        List<NewMessage> messages = new ArrayList<>(data.size());
        data.forEach((orderId, content) -> {
            String messageId = "msg_" + UUID.randomUUID().toString().replace("-", "");
            String payload = json.text(new Envelope(messageId, type, tx.now(), content));
            messages.add(new NewMessage(messageId, orderId, payload));
        });
        DeliverySql.insert(tx.handle(), type, messages, tx.now());
        tx.afterCommit(wake);
    }

    /** A message to be stored, after all earlier ones of its list. */
    record NewMessage(String id, long orderId, String payload) {}

    /** The payload, in the format that Standard Webhooks 1.0 recommends. */
    private record Envelope(String id, String type, Instant timestamp, Object data) {}
}
