CREATE TABLE product (
    id         ${id},
    name       TEXT NOT NULL CONSTRAINT product_has_a_name CHECK (length(name) BETWEEN 1 AND 100),
    price      ${long} NOT NULL CONSTRAINT price_within_limits CHECK (price BETWEEN 0 AND 1000000000),
    stock      ${long} NOT NULL CONSTRAINT stock_is_not_negative CHECK (stock >= 0),
    created_at ${long} NOT NULL
) ${strict};

-- One immutable change of a stock.
CREATE TABLE stock_movement (
    id          ${id},
    product_id  ${long} NOT NULL REFERENCES product (id),
    kind        TEXT NOT NULL CONSTRAINT movement_kind_is_known
                CHECK (kind IN ('INITIAL', 'ADJUST', 'ORDER', 'CANCEL', 'EXPIRE', 'REFUND')),
    delta       ${long} NOT NULL,
    stock_after ${long} NOT NULL CONSTRAINT stock_after_is_not_negative CHECK (stock_after >= 0),
    -- 'order:12' for what an order took or gave back, the administrator's reason for ADJUST, 'created' for INITIAL.
    reference   TEXT NOT NULL,
    at          ${long} NOT NULL,
    CONSTRAINT movement_sign_follows_kind CHECK (
        (kind = 'INITIAL' AND delta >= 0) OR (kind = 'ADJUST' AND delta <> 0) OR (kind = 'ORDER' AND delta < 0)
        OR (kind IN ('CANCEL', 'EXPIRE', 'REFUND') AND delta > 0))
) ${strict};

CREATE INDEX stock_movement_by_product ON stock_movement (product_id, id);
-- An order takes a product's stock once and gives it back once.
CREATE UNIQUE INDEX stock_movement_taken_once ON stock_movement (reference, product_id) WHERE kind = 'ORDER';
CREATE UNIQUE INDEX stock_movement_returned_once ON stock_movement (reference, product_id)
    WHERE kind IN ('CANCEL', 'EXPIRE', 'REFUND');
