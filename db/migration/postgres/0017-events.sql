-- Not only payments are told: an order has one message of each type, and what tells of no order has none.
ALTER TABLE delivery ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE delivery DROP CONSTRAINT message_once_per_order;
ALTER TABLE delivery ADD CONSTRAINT message_once_per_order_and_type UNIQUE (order_id, type);

-- The administrator's list of one type, which may be rare among all that were delivered.
CREATE INDEX delivery_delivered_by_type ON delivery (type, id) WHERE delivered_at IS NOT NULL;
-- What tells of no order is deleted once it is old, and was delivered.
CREATE INDEX delivery_of_no_order ON delivery (created_at) WHERE order_id IS NULL AND delivered_at IS NOT NULL;
