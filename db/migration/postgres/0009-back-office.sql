-- One attempt to deliver a message, as it ended. Numbers go on over replays, so nothing is ever overwritten.
CREATE TABLE delivery_attempt (
    delivery_id BIGINT NOT NULL REFERENCES delivery (id),
    number      BIGINT NOT NULL CONSTRAINT attempt_number_starts_at_one CHECK (number >= 1),
    at          BIGINT NOT NULL,
    outcome     TEXT NOT NULL,
    error       TEXT,
    CONSTRAINT delivery_attempt_once PRIMARY KEY (delivery_id, number),
    CONSTRAINT attempt_error_follows_outcome CHECK (
        (outcome = 'DELIVERED' AND error IS NULL) OR (outcome IN ('FAILED', 'DEAD') AND error IS NOT NULL))
);

-- The attempts at these deliveries were made before attempts were kept; the books do not ask for them.
INSERT INTO setting (name, value)
SELECT 'attempts-kept-after-delivery', CAST(MAX(id) AS TEXT) FROM delivery HAVING MAX(id) IS NOT NULL;

-- The administrator's lists: orders that were cancelled, expired or refunded may be rare among all orders. Placing and
-- paying an order leave this index alone.
CREATE INDEX shop_order_closed ON shop_order (status, id) WHERE closed_at IS NOT NULL;
