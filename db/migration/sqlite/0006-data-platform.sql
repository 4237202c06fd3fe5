-- The outbox: what the data platform has to be told, written in the commit of the payment it tells of.
CREATE TABLE delivery (
    id              INTEGER PRIMARY KEY,
    message_id      TEXT NOT NULL CONSTRAINT message_id_once UNIQUE,
    order_id        INTEGER NOT NULL CONSTRAINT message_once_per_order UNIQUE REFERENCES shop_order (id),
    type            TEXT NOT NULL,
    payload         TEXT NOT NULL,
    status          TEXT NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL,
    next_attempt_at INTEGER,
    delivered_at    INTEGER,
    last_error      TEXT,
    CONSTRAINT delivery_status_agrees_with_times CHECK (
        (status = 'PENDING' AND next_attempt_at IS NOT NULL AND delivered_at IS NULL)
        OR (status = 'DELIVERED' AND next_attempt_at IS NULL AND delivered_at IS NOT NULL)
        OR (status = 'DEAD' AND next_attempt_at IS NULL AND delivered_at IS NULL))
) STRICT;

CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE status = 'PENDING';
-- The administrator's lists: what is not delivered is rare and must not be searched for among all that is.
CREATE INDEX delivery_undelivered ON delivery (status, id) WHERE delivered_at IS NULL;
