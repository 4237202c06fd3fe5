-- A small shop that is right in every detail; each test of the books then breaks one of them.
INSERT INTO shop_user (id, name, point, point_max, created_at) VALUES
    (1, '김하나', 8500, 1000000, 0),
    (2, '이두리', 5216, 1000000, 0),
    (3, '박세라', 0, 1000000, 0);

INSERT INTO product (id, name, price, stock, created_at) VALUES
    (1, '사과', 1000, 97, 0),
    (2, '배', 2500, 56, 0),
    (3, '귤', 333, 4, 0),
    (4, '감', 700, 0, 0);

INSERT INTO coupon (id, name, discount_type, discount_amount, discount_percent, discount_max_amount,
    min_order_amount, quantity, issued, valid_days, created_at, closed_at, reference) VALUES
    (1, '500원', 'FIXED', 500, NULL, NULL, 1000, 2, 2, 30, 0, 650, 'first'),
    (2, '15%', 'PERCENT', NULL, 15, 700, 0, 5, 2, 30, 0, NULL, NULL),
    (3, '5000원', 'FIXED', 5000, NULL, NULL, 0, 5, 1, 30, 0, NULL, NULL),
    (4, '아무도 받지 않은 쿠폰', 'PERCENT', NULL, 10, NULL, 0, 5, 0, 30, 0, NULL, NULL);

-- Offer 3 was cut from 10 to 5 after its first copy was issued, and offer 1 was closed after its second.
INSERT INTO coupon_change (id, coupon_id, issued, name, quantity, closed_at, at) VALUES
    (1, 1, 0, '500원', 2, NULL, 0),
    (2, 2, 0, '15%', 5, NULL, 0),
    (3, 3, 0, '5000원', 10, NULL, 0),
    (4, 4, 0, '아무도 받지 않은 쿠폰', 5, NULL, 0),
    (5, 3, 1, '5000원', 5, NULL, 450),
    (6, 1, 2, '500원', 2, 650, 650);

INSERT INTO issued_coupon (id, coupon_id, user_id, rank, issued_at, expires_at, used_at, order_id, revoked_at,
    revoke_reason) VALUES
    (1, 1, 1, 1, 0, 2592000000, 100, 1, NULL, NULL),
    (2, 1, 2, 2, 0, 2592000000, NULL, NULL, NULL, NULL),
    -- Order 3 still names it.
    (3, 2, 1, 1, 0, 2592000000, NULL, NULL, 215, '잘못 발급'),
    (4, 2, 2, 2, 0, 2592000000, 800, 8, NULL, NULL),
    -- Expired between the payment of order 7 and its refund, so it stays used.
    (5, 3, 1, 1, -2591999500, 500, 400, 7, NULL, NULL);

INSERT INTO shop_order (id, user_id, status, items_amount, discount_amount, total_amount, issued_coupon_id,
    created_at, expires_at, paid_at, sales_day, closed_at) VALUES
    (1, 1, 'PAID', 2000, 500, 1500, 1, 90, 1890, 100, '1969-12-31', NULL),
    (2, 2, 'PAID', 3500, 0, 3500, NULL, 190, 1990, 200, '1969-12-31', NULL),
    (3, 1, 'PENDING', 7500, 700, 6800, 3, 210, 2010, NULL, NULL, NULL),
    (4, 2, 'CANCELLED', 1000, 150, 850, 4, 220, 2020, NULL, NULL, 230),
    (5, 2, 'EXPIRED', 2000, 0, 2000, NULL, 240, 300, NULL, NULL, 310),
    (6, 2, 'REFUNDED', 2500, 500, 2000, 2, 320, 2120, 330, '1969-12-31', 340),
    (7, 1, 'REFUNDED', 2500, 2500, 0, 5, 390, 2190, 400, '1969-12-31', 600),
    (8, 2, 'PAID', 333, 49, 284, 4, 790, 2590, 800, '1970-01-01', NULL);

INSERT INTO order_line (order_id, line, product_id, name, unit_price, quantity, amount) VALUES
    (1, 1, 1, '사과', 1000, 2, 2000),
    (2, 1, 2, '배', 2500, 1, 2500),
    (2, 2, 1, '사과', 1000, 1, 1000),
    (3, 1, 2, '배', 2500, 3, 7500),
    (4, 1, 1, '사과', 1000, 1, 1000),
    (5, 1, 1, '사과', 1000, 2, 2000),
    (6, 1, 2, '배', 2500, 1, 2500),
    (7, 1, 2, '배', 2500, 1, 2500),
    (8, 1, 3, '귤', 333, 1, 333);

INSERT INTO point_entry (id, user_id, kind, amount, balance_after, reference, at) VALUES
    (1, 1, 'CHARGE', 10000, 10000, NULL, 10),
    (2, 2, 'CHARGE', 10000, 10000, 'pay-1', 20),
    (3, 1, 'SPEND', -1500, 8500, 'order:1', 100),
    (4, 2, 'SPEND', -3500, 6500, 'order:2', 200),
    (5, 2, 'SPEND', -2000, 4500, 'order:6', 330),
    (6, 2, 'REFUND', 2000, 6500, 'order:6', 340),
    (7, 1, 'SPEND', 0, 8500, 'order:7', 400),
    (8, 1, 'REFUND', 0, 8500, 'order:7', 600),
    (9, 2, 'ADJUST', -1000, 5500, '잘못 충전', 700),
    (10, 2, 'SPEND', -284, 5216, 'order:8', 800);

INSERT INTO stock_movement (id, product_id, kind, delta, stock_after, reference, at) VALUES
    (1, 1, 'INITIAL', 100, 100, 'created', 0),
    (2, 2, 'INITIAL', 50, 50, 'created', 0),
    (3, 3, 'INITIAL', 5, 5, 'created', 0),
    (4, 4, 'INITIAL', 0, 0, 'created', 0),
    (5, 2, 'ADJUST', 10, 60, '입고', 50),
    (6, 1, 'ORDER', -2, 98, 'order:1', 90),
    (7, 2, 'ORDER', -1, 59, 'order:2', 190),
    (8, 1, 'ORDER', -1, 97, 'order:2', 190),
    (9, 2, 'ORDER', -3, 56, 'order:3', 210),
    (10, 1, 'ORDER', -1, 96, 'order:4', 220),
    (11, 1, 'CANCEL', 1, 97, 'order:4', 230),
    (12, 1, 'ORDER', -2, 95, 'order:5', 240),
    (13, 1, 'EXPIRE', 2, 97, 'order:5', 310),
    (14, 2, 'ORDER', -1, 55, 'order:6', 320),
    (15, 2, 'REFUND', 1, 56, 'order:6', 340),
    (16, 2, 'ORDER', -1, 55, 'order:7', 390),
    (17, 2, 'REFUND', 1, 56, 'order:7', 600),
    (18, 3, 'ORDER', -1, 4, 'order:8', 790);

INSERT INTO delivery (id, message_id, order_id, type, payload, status, attempts, created_at, next_attempt_at,
    delivered_at, last_error)
VALUES
    (1, 'm1', 1, 'order.paid', '{}', 'DELIVERED', 1, 100, NULL, 101, NULL),
    (2, 'm2', 2, 'order.paid', '{}', 'PENDING', 2, 200, 500, NULL, 'HTTP 503'),
    (3, 'm6', 6, 'order.paid', '{}', 'DEAD', 2, 330, NULL, NULL, 'HTTP 500'),
    (4, 'm7', 7, 'order.paid', '{}', 'DELIVERED', 1, 400, NULL, 460, NULL),
    (5, 'm8', 8, 'order.paid', '{}', 'PENDING', 0, 800, 801, NULL, NULL);

-- Delivery 4 was replayed after its second attempt: its own count began again.
INSERT INTO delivery_attempt (delivery_id, number, at, outcome, error) VALUES
    (1, 1, 101, 'DELIVERED', NULL),
    (2, 1, 201, 'FAILED', 'ConnectException'),
    (2, 2, 206, 'FAILED', 'HTTP 503'),
    (3, 1, 331, 'FAILED', 'HTTP 500'),
    (3, 2, 336, 'DEAD', 'HTTP 500'),
    (4, 1, 401, 'FAILED', 'HTTP 500'),
    (4, 2, 410, 'DELIVERED', NULL),
    (4, 3, 460, 'DELIVERED', NULL);

-- The second day is not computed yet. A row of no units says the same as no row.
INSERT INTO sales_day (day, computed_at) VALUES ('1969-12-31', 900);
INSERT INTO daily_sales (day, product_id, units) VALUES
    ('1969-12-31', 1, 3),
    ('1969-12-31', 2, 1),
    ('1969-12-31', 4, 0);

-- What the messages say: in the zone of -09:00, and of order 8 in that of +09:00, where the shop has moved to.
WITH zone (order_id, hours) AS (
    SELECT id, CASE WHEN id = 8 THEN '+09:00' ELSE '-09:00' END
    FROM shop_order),
told AS (
    SELECT o.id,
        strftime('%Y-%m-%dT%H:%M:%f', o.created_at / 1000.0, 'unixepoch', hours) || hours AS created_at,
        strftime('%Y-%m-%dT%H:%M:%f', o.expires_at / 1000.0, 'unixepoch', hours) || hours AS expires_at,
        strftime('%Y-%m-%dT%H:%M:%f', o.paid_at / 1000.0, 'unixepoch', hours) || hours AS paid_at
    FROM shop_order o
    JOIN zone ON zone.order_id = o.id)
UPDATE delivery
SET payload = (
    SELECT json_object('id', message_id, 'type', type, 'timestamp', told.paid_at, 'data', json_object(
        'id', o.id, 'userId', o.user_id, 'status', 'PAID',
        'items', json((
            SELECT json_group_array(json_object('productId', l.product_id, 'name', l.name,
                'unitPrice', l.unit_price, 'quantity', l.quantity, 'amount', l.amount) ORDER BY l.line)
            FROM order_line l
            WHERE l.order_id = o.id)),
        'itemsAmount', o.items_amount, 'discountAmount', o.discount_amount, 'totalAmount', o.total_amount,
        'issuedCouponId', o.issued_coupon_id, 'createdAt', told.created_at, 'expiresAt', told.expires_at,
        'paidAt', told.paid_at))
    FROM shop_order o
    JOIN told ON told.id = o.id
    WHERE o.id = delivery.order_id);
