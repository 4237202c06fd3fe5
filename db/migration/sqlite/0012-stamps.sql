-- A random number that is another one after each change of a computed day: copies of the day elsewhere name it.
ALTER TABLE sales_day ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;
UPDATE sales_day SET stamp = random();
