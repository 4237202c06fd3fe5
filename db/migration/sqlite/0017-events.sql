-- Not only payments are told: an order has one message of each type, and what tells of no order has none.
ALTER TABLE delivery_attempt RENAME TO delivery_attempt_before;
ALTER TABLE delivery RENAME TO delivery_before;

CREATE TABLE delivery (
    id              INTEGER PRIMARY KEY,
    message_id      TEXT NOT NULL CONSTRAINT message_id_once UNIQUE,
    order_id        INTEGER REFERENCES shop_order (id),
    type            TEXT NOT NULL,
    payload         TEXT NOT NULL,
    status          TEXT NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL,
    next_attempt_at INTEGER,
    delivered_at    INTEGER,
    last_error      TEXT,
    CONSTRAINT message_once_per_order_and_type UNIQUE (order_id, type),
    CONSTRAINT delivery_status_agrees_with_times CHECK (
        (status = 'PENDING' AND next_attempt_at IS NOT NULL AND delivered_at IS NULL)
        OR (status = 'DELIVERED' AND next_attempt_at IS NULL AND delivered_at IS NOT NULL)
        OR (status = 'DEAD' AND next_attempt_at IS NULL AND delivered_at IS NULL))
) STRICT;

INSERT INTO delivery (id, message_id, order_id, type, payload, status, attempts, created_at, next_attempt_at,
    delivered_at, last_error)
SELECT id, message_id, order_id, type, payload, status, attempts, created_at, next_attempt_at, delivered_at, last_error
FROM delivery_before ORDER BY id;

CREATE TABLE delivery_attempt (
    delivery_id INTEGER NOT NULL REFERENCES delivery (id),
    number      INTEGER NOT NULL CONSTRAINT attempt_number_starts_at_one CHECK (number >= 1),
    at          INTEGER NOT NULL,
    outcome     TEXT NOT NULL,
    error       TEXT,
    CONSTRAINT delivery_attempt_once PRIMARY KEY (delivery_id, number),
    CONSTRAINT attempt_error_follows_outcome CHECK (
        (outcome = 'DELIVERED' AND error IS NULL) OR (outcome IN ('FAILED', 'DEAD') AND error IS NOT NULL))
) STRICT;

INSERT INTO delivery_attempt (delivery_id, number, at, outcome, error)
SELECT delivery_id, number, at, outcome, error FROM delivery_attempt_before ORDER BY delivery_id, number;

DROP TABLE delivery_attempt_before;
DROP TABLE delivery_before;

CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE status = 'PENDING';
-- The administrator's lists: what is not delivered is rare and must not be searched for among all that is.
CREATE INDEX delivery_undelivered ON delivery (status, id) WHERE delivered_at IS NULL;
-- The list of one type, which may be rare among all that were delivered.
CREATE INDEX delivery_delivered_by_type ON delivery (type, id) WHERE delivered_at IS NOT NULL;
-- What tells of no order is deleted once it is old, and was delivered.
CREATE INDEX delivery_of_no_order ON delivery (created_at) WHERE order_id IS NULL AND delivered_at IS NOT NULL;
