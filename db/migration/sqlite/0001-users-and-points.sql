-- A shopper and the prepaid points they hold. 1 point = 1 won, always whole.
-- INTEGER PRIMARY KEY: the engine's generated 64-bit key; INTEGER: its 64-bit integer. Times are milliseconds since 1970 in UTC.
CREATE TABLE shop_user (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL CONSTRAINT user_has_a_name CHECK (length(name) BETWEEN 1 AND 100),
    point      INTEGER NOT NULL DEFAULT 0,
    -- The shop's balance limit. It stands in each row so that the limit stays configurable and the schema still holds it.
    point_max  INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT balance_within_limits CHECK (point BETWEEN 0 AND point_max)
) STRICT;

-- One immutable change of a balance.
CREATE TABLE point_entry (
    id            INTEGER PRIMARY KEY,
    user_id       INTEGER NOT NULL REFERENCES shop_user (id),
    kind          TEXT NOT NULL,
    amount        INTEGER NOT NULL,
    balance_after INTEGER NOT NULL CONSTRAINT balance_after_is_not_negative CHECK (balance_after >= 0),
    -- 'order:12' for SPEND and REFUND, the administrator's reason for ADJUST, nothing for CHARGE.
    reference     TEXT,
    at            INTEGER NOT NULL,
    CONSTRAINT entry_sign_follows_kind CHECK (
        (kind = 'CHARGE' AND amount > 0) OR (kind = 'SPEND' AND amount <= 0)
        OR (kind = 'REFUND' AND amount >= 0) OR (kind = 'ADJUST' AND amount <> 0)),
    CONSTRAINT entry_names_its_cause CHECK ((kind = 'CHARGE') = (reference IS NULL))
) STRICT;

CREATE INDEX point_entry_by_user ON point_entry (user_id, id);
-- An order is paid once and refunded once, whatever the code does.
CREATE UNIQUE INDEX point_entry_once_per_order ON point_entry (reference, kind) WHERE kind IN ('SPEND', 'REFUND');
