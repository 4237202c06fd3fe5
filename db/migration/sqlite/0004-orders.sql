CREATE TABLE shop_order (
    id               INTEGER PRIMARY KEY,
    user_id          INTEGER NOT NULL REFERENCES shop_user (id),
    status           TEXT NOT NULL,
    items_amount     INTEGER NOT NULL CONSTRAINT items_amount_is_not_negative CHECK (items_amount >= 0),
    discount_amount  INTEGER NOT NULL,
    total_amount     INTEGER NOT NULL,
    issued_coupon_id INTEGER REFERENCES issued_coupon (id),
    created_at       INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL,
    paid_at          INTEGER,
    -- The business day of the payment, in the shop's zone, as YYYY-MM-DD.
    sales_day        TEXT,
    -- When the order was cancelled, expired or refunded.
    closed_at        INTEGER,
    CONSTRAINT discount_within_items CHECK (discount_amount BETWEEN 0 AND items_amount),
    CONSTRAINT total_is_items_less_discount CHECK (total_amount = items_amount - discount_amount),
    CONSTRAINT no_coupon_no_discount CHECK (issued_coupon_id IS NOT NULL OR discount_amount = 0),
    CONSTRAINT paid_order_has_its_day CHECK ((paid_at IS NULL) = (sales_day IS NULL)),
    CONSTRAINT status_agrees_with_times CHECK (
        (status = 'PENDING' AND paid_at IS NULL AND closed_at IS NULL)
        OR (status = 'PAID' AND paid_at IS NOT NULL AND closed_at IS NULL)
        OR (status = 'REFUNDED' AND paid_at IS NOT NULL AND closed_at IS NOT NULL)
        OR (status IN ('CANCELLED', 'EXPIRED') AND paid_at IS NULL AND closed_at IS NOT NULL))
) STRICT;

CREATE INDEX shop_order_by_user ON shop_order (user_id, id);
CREATE INDEX shop_order_pending ON shop_order (expires_at) WHERE status = 'PENDING';
CREATE INDEX shop_order_by_sales_day ON shop_order (sales_day) WHERE sales_day IS NOT NULL;
-- A coupon pays for one order at a time.
CREATE UNIQUE INDEX shop_order_coupon_paid_once ON shop_order (issued_coupon_id)
    WHERE status = 'PAID' AND issued_coupon_id IS NOT NULL;

CREATE TABLE order_line (
    order_id   INTEGER NOT NULL REFERENCES shop_order (id),
    line       INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    -- Name and price as they stood when the order was placed.
    name       TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    quantity   INTEGER NOT NULL CONSTRAINT line_quantity_is_positive CHECK (quantity > 0),
    amount     INTEGER NOT NULL,
    CONSTRAINT line_amount_is_price_times_quantity CHECK (amount = unit_price * quantity),
    CONSTRAINT order_line_position UNIQUE (order_id, line),
    CONSTRAINT order_names_a_product_once UNIQUE (order_id, product_id)
) STRICT;
