-- A charge may name the payment behind it: its entry has a reference then, which entries of charges could not have.
ALTER TABLE point_entry DROP CONSTRAINT entry_names_its_cause;
ALTER TABLE point_entry ADD CONSTRAINT entry_names_its_cause CHECK (kind = 'CHARGE' OR reference IS NOT NULL);
-- And a payment is charged once.
CREATE UNIQUE INDEX point_entry_once_per_payment ON point_entry (reference)
    WHERE kind = 'CHARGE' AND reference IS NOT NULL;

-- How many orders of a user wait for their payment.
CREATE INDEX shop_order_pending_by_user ON shop_order (user_id, expires_at) WHERE status = 'PENDING';
