-- A business day whose sales have been computed. Without a row here the day is counted from the orders.
CREATE TABLE sales_day (
    day         TEXT PRIMARY KEY,
    computed_at INTEGER NOT NULL
) STRICT;

-- Units of a product in orders paid on that business day, less refunds; products without units have no row.
CREATE TABLE daily_sales (
    day        TEXT NOT NULL REFERENCES sales_day (day),
    product_id INTEGER NOT NULL REFERENCES product (id),
    units      INTEGER NOT NULL CONSTRAINT units_are_not_negative CHECK (units >= 0),
    CONSTRAINT daily_sales_once PRIMARY KEY (day, product_id)
) STRICT;
