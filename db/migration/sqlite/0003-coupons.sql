-- An offer: what it takes off, how many there are, when it may be taken and how long a taken one is valid.
CREATE TABLE coupon (
    id                  INTEGER PRIMARY KEY,
    name                TEXT NOT NULL CONSTRAINT coupon_has_a_name CHECK (length(name) BETWEEN 1 AND 100),
    discount_type       TEXT NOT NULL,
    discount_amount     INTEGER,
    discount_percent    INTEGER,
    discount_max_amount INTEGER,
    min_order_amount    INTEGER NOT NULL CONSTRAINT min_order_amount_is_not_negative CHECK (min_order_amount >= 0),
    quantity            INTEGER NOT NULL CONSTRAINT quantity_is_positive CHECK (quantity > 0),
    issued              INTEGER NOT NULL DEFAULT 0,
    -- The issue window [issue_from, issue_until); NULL leaves that end open.
    issue_from          INTEGER,
    issue_until         INTEGER,
    valid_days          INTEGER NOT NULL CONSTRAINT valid_days_is_positive CHECK (valid_days > 0),
    created_at          INTEGER NOT NULL,
    CONSTRAINT issued_within_quantity CHECK (issued BETWEEN 0 AND quantity),
    CONSTRAINT window_is_not_empty CHECK (issue_from IS NULL OR issue_until IS NULL OR issue_from < issue_until),
    CONSTRAINT discount_follows_type CHECK (
        (discount_type = 'FIXED' AND discount_amount > 0 AND discount_percent IS NULL AND discount_max_amount IS NULL)
        OR (discount_type = 'PERCENT' AND discount_percent BETWEEN 1 AND 100 AND discount_amount IS NULL
            AND (discount_max_amount IS NULL OR discount_max_amount > 0)))
) STRICT;

-- One user's copy of an offer. EXPIRED is not stored: it follows from expires_at and the time of the question.
CREATE TABLE issued_coupon (
    id         INTEGER PRIMARY KEY,
    coupon_id  INTEGER NOT NULL REFERENCES coupon (id),
    user_id    INTEGER NOT NULL REFERENCES shop_user (id),
    rank       INTEGER NOT NULL CONSTRAINT rank_starts_at_one CHECK (rank >= 1),
    issued_at  INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    order_id   INTEGER,
    CONSTRAINT coupon_once_per_user UNIQUE (coupon_id, user_id),
    CONSTRAINT coupon_rank_once UNIQUE (coupon_id, rank),
    CONSTRAINT used_coupon_names_its_order CHECK ((used_at IS NULL) = (order_id IS NULL))
) STRICT;

CREATE INDEX issued_coupon_by_user ON issued_coupon (user_id, id);
