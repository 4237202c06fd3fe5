-- A large shop on PostgreSQL: 50,000 users, each with an order, ten of them a day until 2026-11-21, nearly all paid.
-- Its ids begin at a million, and the shop goes on at two million. Foreign keys are not checked meanwhile.
SET session_replication_role = replica;

INSERT INTO shop_user (id, name, point_max, created_at)
SELECT n, CASE WHEN n % 5000 = 0 THEN '홍길동' ELSE '손님' END, 1000000, n FROM generate_series(1000001, 1050000) n;

INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
SELECT n, 'SPEND', 0, 0, 'order:' || n, n FROM generate_series(1000001, 1050000) n;

INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
SELECT n, 'CHARGE', 1, 1, 'payment:' || n, n FROM generate_series(1000001, 1050000) n;

INSERT INTO product (id, name, price, stock, created_at)
SELECT n, CASE WHEN n % 5000 = 0 THEN '홍길동 상품' ELSE '손님 상품' END, 1, 1000, n FROM generate_series(1000001, 1050000) n;

INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)
SELECT n, 'ORDER', -1, 1000, 'order:' || n, n FROM generate_series(1000001, 1050000) n;

INSERT INTO stock_movement (product_id, kind, delta, stock_after, reference, at)
SELECT n, 'CANCEL', 1, 1000, 'order:' || n, n FROM generate_series(1000001, 1050000) n;

INSERT INTO coupon (id, name, discount_type, discount_amount, min_order_amount, quantity, issued, valid_days, created_at)
SELECT n, '쿠폰', 'FIXED', 1, 0, 9, 1, 1, n FROM generate_series(1000001, 1050000) n;

INSERT INTO coupon_change (coupon_id, issued, name, quantity, at)
SELECT n, 0, '쿠폰', 9, n FROM generate_series(1000001, 1050000) n;

INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at)
SELECT n, n, n, 1, n, n + 1 FROM generate_series(1000001, 1050000) n;

-- A hundred are still to be paid; of the others, every hundredth was cancelled.
INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount, issued_coupon_id,
    created_at, expires_at, paid_at, sales_day, closed_at)
SELECT n, n, status, 1, 0, 1, n, n,
    CASE WHEN status = 'PENDING' THEN 4000000000000 ELSE n END,
    CASE WHEN status = 'PAID' THEN n END,
    CASE WHEN status = 'PAID'
        THEN to_char(DATE '2026-11-21' - CAST((1049900 - n) / 10 AS INTEGER), 'YYYY-MM-DD') END,
    CASE WHEN status = 'CANCELLED' THEN n END
FROM (
    SELECT n, CASE WHEN n > 1049900 THEN 'PENDING' WHEN n % 100 = 0 THEN 'CANCELLED' ELSE 'PAID' END AS status
    FROM generate_series(1000001, 1050000) n) AS placed;

INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount)
SELECT n, 1, n, '상품', 1, 1, 1 FROM generate_series(1000001, 1050000) n;

INSERT INTO delivery (id, message_id, order_id, type, payload, status, attempts, created_at, next_attempt_at,
    delivered_at)
SELECT n, 'message ' || n, n, 'order.paid', '{}',
    CASE WHEN n > 1049900 THEN 'PENDING' ELSE 'DELIVERED' END, 1, n,
    CASE WHEN n > 1049900 THEN 4000000000000 END,
    CASE WHEN n <= 1049900 THEN n END
FROM generate_series(1000001, 1050000) n;

INSERT INTO delivery_attempt (delivery_id, number, at, outcome)
SELECT n, 1, n, 'DELIVERED' FROM generate_series(1000001, 1050000) n;

-- Yesterday is still to be counted.
INSERT INTO sales_day (day, computed_at)
SELECT DISTINCT sales_day, 0 FROM shop_order WHERE sales_day < '2026-11-21' ON CONFLICT DO NOTHING;

INSERT INTO daily_sales (day, product_id, units)
SELECT sales_day, id, 1 FROM shop_order WHERE sales_day < '2026-11-21' ON CONFLICT DO NOTHING;

INSERT INTO idempotency_key (caller, key, request_hash, status, content_type, body, created_at)
SELECT 'shopper', 'key ' || n, '\x00', 200, 'application/json', '{}', 1795305600000 + n
FROM generate_series(1000001, 1050000) n;

INSERT INTO audit_entry (at, key_name, operation, target, request_id)
SELECT 1795305600000 + n, 'owner', CASE n % 2 WHEN 0 THEN 'adjustPoints' ELSE 'adjustStock' END, 'users/1', 'large'
FROM generate_series(1000001, 1050000) n;

SELECT setval(pg_get_serial_sequence(name, 'id'), 2000000)
FROM unnest(ARRAY['shop_user', 'point_entry', 'product', 'stock_movement', 'coupon', 'coupon_change', 'issued_coupon',
    'shop_order', 'delivery', 'audit_entry']) AS name;
