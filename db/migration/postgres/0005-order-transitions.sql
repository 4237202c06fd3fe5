-- The state machine: PENDING -> PAID -> REFUNDED, PENDING -> CANCELLED or EXPIRED, and nothing else.
CREATE FUNCTION order_status_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'order_status_transition' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_status_transition';
END $$;

CREATE TRIGGER order_status_transition BEFORE UPDATE OF status ON shop_order
FOR EACH ROW
WHEN (NOT ((OLD.status = 'PENDING' AND NEW.status IN ('PAID', 'CANCELLED', 'EXPIRED'))
       OR (OLD.status = 'PAID' AND NEW.status = 'REFUNDED')))
EXECUTE FUNCTION order_status_transition();
