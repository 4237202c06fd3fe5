CREATE TABLE product (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL CONSTRAINT product_has_a_name CHECK (length(name) BETWEEN 1 AND 100),
    price      INTEGER NOT NULL CONSTRAINT price_within_limits CHECK (price BETWEEN 0 AND 1000000000),
    stock      INTEGER NOT NULL CONSTRAINT stock_is_not_negative CHECK (stock >= 0),
    created_at INTEGER NOT NULL
) STRICT;

-- One immutable change of a stock.
CREATE TABLE stock_movement (
    id          INTEGER PRIMARY KEY,
    product_id  INTEGER NOT NULL REFERENCES product (id),
    kind        TEXT NOT NULL CONSTRAINT movement_kind_is_known
                CHECK (kind IN ('INITIAL', 'ADJUST', 'ORDER', 'CANCEL', 'EXPIRE', 'REFUND')),
    delta       INTEGER NOT NULL,
    stock_after INTEGER NOT NULL CONSTRAINT stock_after_is_not_negative CHECK (stock_after >= 0),
    -- 'order:12' for what an order took or gave back, the administrator's reason for ADJUST, 'created' for INITIAL.
    reference   TEXT NOT NULL,
    at          INTEGER NOT NULL,
    CONSTRAINT movement_sign_follows_kind CHECK (
        (kind = 'INITIAL' AND delta >= 0) OR (kind = 'ADJUST' AND delta <> 0) OR (kind = 'ORDER' AND delta < 0)
        OR (kind IN ('CANCEL', 'EXPIRE', 'REFUND') AND delta > 0))
) STRICT;

CREATE INDEX stock_movement_by_product ON stock_movement (product_id, id);
-- An order takes a product's stock once and gives it back once.
CREATE UNIQUE INDEX stock_movement_taken_once ON stock_movement (reference, product_id) WHERE kind = 'ORDER';
CREATE UNIQUE INDEX stock_movement_returned_once ON stock_movement (reference, product_id)
    WHERE kind IN ('CANCEL', 'EXPIRE', 'REFUND');
