-- A business day whose sales have been computed. Without a row here the day is counted from the orders.
CREATE TABLE sales_day (
    day         TEXT COLLATE "C" PRIMARY KEY,
    computed_at BIGINT NOT NULL
);

-- Units of a product in orders paid on that business day, less refunds; products without units have no row.
CREATE TABLE daily_sales (
    day        TEXT COLLATE "C" NOT NULL REFERENCES sales_day (day),
    product_id BIGINT NOT NULL REFERENCES product (id),
    units      BIGINT NOT NULL CONSTRAINT units_are_not_negative CHECK (units >= 0),
    CONSTRAINT daily_sales_once PRIMARY KEY (day, product_id)
);
