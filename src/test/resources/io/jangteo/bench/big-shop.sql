-- A shop of any size whose books balance: ${users} users, ${orders} orders of two lines, about ${entries} point entries.
-- Every 50th order was refunded, one cancelled, one waits; every hundredth of the first ones used a coupon.

-- numbers
CREATE TEMP TABLE num(n INTEGER PRIMARY KEY);
 INSERT INTO num WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM n WHERE n<${charges}) SELECT n FROM n;

-- users
INSERT INTO shop_user(id,name,point,point_max,created_at) SELECT n,'손님 '||n,0,1000000,1764000000000 FROM num WHERE n<=${users};

-- products
INSERT INTO product(id,name,price,stock,created_at) SELECT n,'상품 '||n,10,0,1764000000000 FROM num WHERE n<=${products};

-- coupons
INSERT INTO coupon(id,name,discount_type,discount_amount,min_order_amount,quantity,issued,valid_days,created_at)
 SELECT n,'쿠폰 '||n,'FIXED',5,0,100000,${copiesOfEach},365,1764000000000 FROM num WHERE n<=10;
 INSERT INTO coupon_change(coupon_id,issued,name,quantity,at) SELECT id,0,name,quantity,created_at FROM coupon;

-- issued
INSERT INTO issued_coupon(id,coupon_id,user_id,rank,issued_at,expires_at)
 SELECT (k.n-1)*${copiesOfEach}+r.n, k.n, ((k.n-1)*${copiesOfEach}+r.n), r.n, 1764000000000+r.n, 1764000000000+r.n+365*86400000 FROM num k, num r WHERE k.n<=10 AND r.n<=${copiesOfEach};

-- orders
INSERT INTO shop_order(id,user_id,status,items_amount,discount_amount,total_amount,issued_coupon_id,created_at,expires_at,paid_at,sales_day,closed_at)
 SELECT n, u, s, 30, CASE WHEN cp THEN 5 ELSE 0 END, CASE WHEN cp THEN 25 ELSE 30 END, CASE WHEN cp THEN u END, at, at+1800000,
   CASE WHEN s IN ('PAID','REFUNDED') THEN at+60000 END, CASE WHEN s IN ('PAID','REFUNDED') THEN strftime('%Y-%m-%d',(at+60000)/1000+32400,'unixepoch') END,
   CASE WHEN s IN ('REFUNDED','CANCELLED') THEN at+120000 END
 FROM (SELECT n, (n*7919)%${users}+1 AS u, CASE n%50 WHEN 0 THEN 'REFUNDED' WHEN 1 THEN 'CANCELLED' WHEN 2 THEN 'PENDING' ELSE 'PAID' END AS s,
   (n<=${users} AND n%100=7 AND (n*7919)%${users}+1<=${copies}) AS cp, 1764000000000+n*1300 AS at FROM num WHERE n<=${orders});

-- used coupons
CREATE TEMP TABLE used(id INTEGER PRIMARY KEY, o INTEGER, at INTEGER);
 INSERT INTO used SELECT issued_coupon_id,id,paid_at FROM shop_order WHERE issued_coupon_id IS NOT NULL;
 UPDATE issued_coupon SET used_at=(SELECT at FROM used WHERE used.id=issued_coupon.id), order_id=(SELECT o FROM used WHERE used.id=issued_coupon.id) WHERE id IN (SELECT id FROM used);

-- lines
INSERT INTO order_line(order_id,line,product_id,name,unit_price,quantity,amount)
 SELECT o.id, l.n, (o.id+CASE l.n WHEN 1 THEN 0 ELSE 13 END)%${products}+1, '상품 '||((o.id+CASE l.n WHEN 1 THEN 0 ELSE 13 END)%${products}+1), 10, 3-l.n, 10*(3-l.n) FROM shop_order o CROSS JOIN (SELECT 1 AS n UNION ALL SELECT 2) l ORDER BY o.id, l.n;

-- movements
CREATE TEMP TABLE mv AS
 SELECT id AS product_id,'INITIAL' AS kind,1000000 AS delta,'created' AS reference,1764000000000 AS at, 0 AS o FROM product
 UNION ALL SELECT * FROM (SELECT l.product_id,'ORDER',-l.quantity,'order:'||l.order_id,o.created_at,o.id*2 AS k FROM order_line l JOIN shop_order o ON o.id=l.order_id ORDER BY l.order_id,l.line)
 UNION ALL SELECT l.product_id,CASE o.status WHEN 'CANCELLED' THEN 'CANCEL' ELSE 'REFUND' END,l.quantity,'order:'||l.order_id,o.closed_at,o.id*2+200 FROM order_line l JOIN shop_order o ON o.id=l.order_id WHERE o.closed_at IS NOT NULL;
 INSERT INTO stock_movement(id,product_id,kind,delta,stock_after,reference,at)
 SELECT id,product_id,kind,delta,SUM(delta) OVER (PARTITION BY product_id ORDER BY id ROWS UNBOUNDED PRECEDING),reference,at FROM (SELECT ROW_NUMBER() OVER (ORDER BY o) AS id, * FROM mv) ORDER BY id;
 DROP TABLE mv;

-- entries
CREATE TEMP TABLE en AS
 SELECT n%${users}+1 AS user_id,'CHARGE' AS kind,100 AS amount,NULL AS reference,1764000000000+n AS at,CASE WHEN n<=${users} THEN 0 ELSE n*${orders}.0/${charges} END AS o FROM num WHERE n<=${charges}
 UNION ALL SELECT user_id,'SPEND',-total_amount,'order:'||id,paid_at,id+0.1 FROM shop_order WHERE paid_at IS NOT NULL
 UNION ALL SELECT user_id,'REFUND',total_amount,'order:'||id,closed_at,id+100.1 FROM shop_order WHERE status='REFUNDED';

-- entries with balances
INSERT INTO point_entry(id,user_id,kind,amount,balance_after,reference,at)
 SELECT id,user_id,kind,amount,SUM(amount) OVER (PARTITION BY user_id ORDER BY id ROWS UNBOUNDED PRECEDING),reference,at FROM (SELECT ROW_NUMBER() OVER (ORDER BY o) AS id, * FROM en) ORDER BY id;
 DROP TABLE en;

-- deliveries
INSERT INTO delivery(id,message_id,order_id,type,payload,status,attempts,created_at,delivered_at)
 SELECT o.id,'m'||o.id,o.id,'order.paid',json_object('id','m'||o.id,'type','order.paid','timestamp',p,'data',json_object('id',o.id,'userId',o.user_id,'status','PAID',
 'items',json_array(json_object('productId',a.product_id,'name',a.name,'unitPrice',a.unit_price,'quantity',a.quantity,'amount',a.amount),json_object('productId',b.product_id,'name',b.name,'unitPrice',b.unit_price,'quantity',b.quantity,'amount',b.amount)),
 'itemsAmount',o.items_amount,'discountAmount',o.discount_amount,'totalAmount',o.total_amount,'issuedCouponId',o.issued_coupon_id,
 'createdAt',strftime('%Y-%m-%dT%H:%M:%f',o.created_at/1000.0+32400,'unixepoch')||'+09:00','expiresAt',strftime('%Y-%m-%dT%H:%M:%f',o.expires_at/1000.0+32400,'unixepoch')||'+09:00','paidAt',p)),'DELIVERED',1,o.paid_at,o.paid_at+1000
 FROM (SELECT *,strftime('%Y-%m-%dT%H:%M:%f',paid_at/1000.0+32400,'unixepoch')||'+09:00' AS p FROM shop_order WHERE paid_at IS NOT NULL) o JOIN order_line a ON a.order_id=o.id AND a.line=1 JOIN order_line b ON b.order_id=o.id AND b.line=2 ORDER BY o.id;
 INSERT INTO delivery_attempt(delivery_id,number,at,outcome) SELECT id,1,delivered_at,'DELIVERED' FROM delivery;

-- sales
INSERT INTO sales_day(day,computed_at) SELECT DISTINCT sales_day,1764000000000 FROM shop_order WHERE sales_day IS NOT NULL;
 INSERT INTO daily_sales(day,product_id,units) SELECT o.sales_day,l.product_id,SUM(l.quantity) FROM shop_order o JOIN order_line l ON l.order_id=o.id WHERE o.status='PAID' GROUP BY 1,2;

-- indexes
-- points
UPDATE shop_user SET point=COALESCE((SELECT balance_after FROM point_entry e WHERE e.user_id=shop_user.id ORDER BY id DESC LIMIT 1),0);

-- stock
UPDATE product SET stock=(SELECT stock_after FROM stock_movement m WHERE m.product_id=product.id ORDER BY id DESC LIMIT 1);
