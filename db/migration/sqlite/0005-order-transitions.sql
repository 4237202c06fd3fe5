-- The state machine: PENDING -> PAID -> REFUNDED, PENDING -> CANCELLED or EXPIRED, and nothing else.
CREATE TRIGGER order_status_transition BEFORE UPDATE OF status ON shop_order
WHEN NOT ((OLD.status = 'PENDING' AND NEW.status IN ('PAID', 'CANCELLED', 'EXPIRED'))
       OR (OLD.status = 'PAID' AND NEW.status = 'REFUNDED'))
BEGIN
    SELECT RAISE(ABORT, 'order_status_transition');
END;
