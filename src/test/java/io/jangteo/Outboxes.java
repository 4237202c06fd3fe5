package io.jangteo;

import io.jangteo.dataplatform.Outbox;
import io.jangteo.json.Json;
import java.time.ZoneOffset;
import java.util.Set;

/** Outboxes for parts of a shop. */
public final class Outboxes {
    /** Tells nobody of anything. */
    public static final Outbox NONE = new Outbox(new Json(ZoneOffset.UTC), Set.of(), () -> {});

    private Outboxes() {}
}
