package io.jangteo.dataplatform;

import io.jangteo.database.Tx;
import io.jangteo.json.Json;
import java.time.Instant;
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
     * Adds the one message about an order to the caller's transaction; it is due as soon as that commits.
     *
     * @param type what happened, such as {@code order.paid}
     * @param data the message's {@code data}, captured now; later changes of the order do not affect it
     */
    public void add(Tx tx, long orderId, String type, Object data) {
        String messageId = "msg_" + UUID.randomUUID().toString().replace("-", "");
        String payload = json.text(new Envelope(messageId, type, tx.now(), data));
        DeliverySql.insert(tx.handle(), messageId, orderId, type, payload, tx.now());
        tx.afterCommit(wake);
    }

    /** The payload, in the format that Standard Webhooks 1.0 recommends. */
    private record Envelope(String id, String type, Instant timestamp, Object data) {}
}
