-- A charge may name the payment behind it: its entry has a reference then, which entries of charges could not have.
ALTER TABLE point_entry RENAME TO point_entry_before;

CREATE TABLE point_entry (
    id            INTEGER PRIMARY KEY,
    user_id       INTEGER NOT NULL REFERENCES shop_user (id),
    kind          TEXT NOT NULL,
    amount        INTEGER NOT NULL,
    balance_after INTEGER NOT NULL CONSTRAINT balance_after_is_not_negative CHECK (balance_after >= 0),
    -- 'order:12' for SPEND and REFUND, the administrator's reason for ADJUST; for CHARGE the caller's own id of the
    -- payment, nothing for a shopper's own.
    reference     TEXT,
    at            INTEGER NOT NULL,
    CONSTRAINT entry_sign_follows_kind CHECK (
        (kind = 'CHARGE' AND amount > 0) OR (kind = 'SPEND' AND amount <= 0)
        OR (kind = 'REFUND' AND amount >= 0) OR (kind = 'ADJUST' AND amount <> 0)),
    CONSTRAINT entry_names_its_cause CHECK (kind = 'CHARGE' OR reference IS NOT NULL)
) STRICT;

INSERT INTO point_entry (id, user_id, kind, amount, balance_after, reference, at)
SELECT id, user_id, kind, amount, balance_after, reference, at FROM point_entry_before ORDER BY id;

DROP TABLE point_entry_before;
CREATE INDEX point_entry_by_user ON point_entry (user_id, id);
-- An order is paid once and refunded once, whatever the code does.
CREATE UNIQUE INDEX point_entry_once_per_order ON point_entry (reference, kind) WHERE kind IN ('SPEND', 'REFUND');
-- And a payment is charged once.
CREATE UNIQUE INDEX point_entry_once_per_payment ON point_entry (reference)
    WHERE kind = 'CHARGE' AND reference IS NOT NULL;

-- How many orders of a user wait for their payment.
CREATE INDEX shop_order_pending_by_user ON shop_order (user_id, expires_at) WHERE status = 'PENDING';

-- What a user may hold is the shop's limit, or the balance where that is more. Until now, whoever held more when the
-- limit was lowered kept that balance as a limit, however much of it was spent.
UPDATE shop_user
SET point_max = CASE
    WHEN point > (SELECT MIN(point_max) FROM shop_user) THEN point ELSE (SELECT MIN(point_max) FROM shop_user) END
WHERE point_max > point AND point_max > (SELECT MIN(point_max) FROM shop_user);
