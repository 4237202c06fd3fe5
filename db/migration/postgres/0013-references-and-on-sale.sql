-- The caller's own id of a user or a product, given when it was made.
ALTER TABLE shop_user ADD COLUMN reference TEXT
    CONSTRAINT user_reference_is_an_id CHECK (reference ~ '^[A-Za-z0-9._-]{1,64}$');
CREATE UNIQUE INDEX shop_user_reference_once ON shop_user (reference) WHERE reference IS NOT NULL;
ALTER TABLE product ADD COLUMN reference TEXT
    CONSTRAINT product_reference_is_an_id CHECK (reference ~ '^[A-Za-z0-9._-]{1,64}$');
CREATE UNIQUE INDEX product_reference_once ON product (reference) WHERE reference IS NOT NULL;

-- Whether shoppers see the product and may order it: 1 or 0.
ALTER TABLE product ADD COLUMN on_sale BIGINT NOT NULL DEFAULT 1
    CONSTRAINT on_sale_is_yes_or_no CHECK (on_sale IN (0, 1));

-- Why the administrator closed the order; nothing if the shopper did, or its time was over.
ALTER TABLE shop_order ADD COLUMN close_reason TEXT;
ALTER TABLE shop_order ADD CONSTRAINT reason_of_a_closed_order
    CHECK (close_reason IS NULL
        OR (length(close_reason) BETWEEN 1 AND 100 AND status IN ('CANCELLED', 'REFUNDED')));

-- Names are sorted as on the other engine, whatever the locale of the database: by their code points.
ALTER TABLE shop_user ALTER COLUMN name TYPE TEXT COLLATE "C";
ALTER TABLE product ALTER COLUMN name TYPE TEXT COLLATE "C";

-- The administrator's lists. Those of products are sorted among the ones on sale, and among the others. Points and stocks
-- have no index: each charge and each order would pay for it.
CREATE INDEX shop_user_by_name ON shop_user (name, id);
CREATE INDEX product_by_id ON product (on_sale, id);
CREATE INDEX product_by_name ON product (on_sale, name, id);
CREATE INDEX shop_order_by_placing ON shop_order (created_at, id);
