package io.jangteo.reference;

import java.util.List;

/** All that can come of a call, as the coverage counts it; each has to be seen, or it is not tested. */
public final class Outcomes {
    public static final List<String> ALL = """
            adjust stock: 200
            adjust stock: MALFORMED_REQUEST
            adjust stock: OUT_OF_STOCK
            adjust stock: PRODUCT_NOT_FOUND
            adjust: 200
            adjust: INSUFFICIENT_POINTS
            adjust: INVALID_CHARGE_AMOUNT/BALANCE_LIMIT
            adjust: MALFORMED_REQUEST
            adjust: USER_NOT_FOUND
            advance: 200
            advance: MALFORMED_REQUEST
            cancel any: CANCELLED
            cancel any: MALFORMED_REQUEST
            cancel any: ORDER_CANCELLED
            cancel any: ORDER_EXPIRED
            cancel any: ORDER_NOT_FOUND
            cancel any: ORDER_REFUNDED
            cancel any: REFUNDED
            cancel: CANCELLED
            cancel: MALFORMED_REQUEST
            cancel: ORDER_CANCELLED
            cancel: ORDER_EXPIRED
            cancel: ORDER_NOT_FOUND
            cancel: ORDER_REFUNDED
            cancel: REFUNDED
            cancel: REFUNDED above the limit
            cancel: REFUNDED on a later day
            cancel: REFUNDED with coupon
            cancel: REFUNDED without expired coupon
            cancel: USER_NOT_FOUND
            change product: 200
            change product: MALFORMED_REQUEST
            change product: PRODUCT_NOT_FOUND
            charge paid: 200
            charge paid: 200 again
            charge paid: INVALID_CHARGE_AMOUNT/BALANCE_LIMIT
            charge paid: REFERENCE_REUSED
            charge paid: USER_NOT_FOUND
            charge: 200
            charge: INVALID_CHARGE_AMOUNT/ABOVE_MAXIMUM
            charge: INVALID_CHARGE_AMOUNT/BALANCE_LIMIT
            charge: INVALID_CHARGE_AMOUNT/BELOW_MINIMUM
            charge: INVALID_CHARGE_AMOUNT/MISSING
            charge: INVALID_CHARGE_AMOUNT/NOT_A_WHOLE_NUMBER
            charge: USER_NOT_FOUND
            count day: 200
            count day: 200 without sales
            count day: MALFORMED_REQUEST
            create coupon: 201
            create coupon: MALFORMED_REQUEST
            create product: 201
            create product: MALFORMED_REQUEST
            create user: 201
            explain popular: 200
            explain popular: 200 with a first out
            get any product: 200
            get any product: PRODUCT_NOT_FOUND
            get coupon: 200
            get coupon: COUPON_NOT_FOUND
            get order: 200
            get order: ORDER_NOT_FOUND
            get order: USER_NOT_FOUND
            get product: 200
            get product: PRODUCT_NOT_FOUND
            get product: PRODUCT_NOT_FOUND/off sale
            get user: 200
            get user: USER_NOT_FOUND
            history: 200
            history: USER_NOT_FOUND
            issue: 200
            issue: COUPON_ALREADY_ISSUED
            issue: COUPON_NOT_FOUND
            issue: COUPON_NOT_OPEN
            issue: COUPON_SOLD_OUT
            issue: MALFORMED_REQUEST
            issue: USER_NOT_FOUND
            key that was refused: granted
            key that was refused: refused
            list all products: 200
            list coupons: 200
            list deliveries: 200
            list issued coupons: 200
            list issued coupons: USER_NOT_FOUND
            list orders: 200
            list orders: USER_NOT_FOUND
            list products: 200
            list users: 200
            look back: 200
            pay: 200
            pay: 200 for nothing
            pay: 200 with coupon
            pay: COUPON_ALREADY_USED
            pay: COUPON_EXPIRED
            pay: INSUFFICIENT_POINTS
            pay: MALFORMED_REQUEST
            pay: ORDER_ALREADY_PAID
            pay: ORDER_CANCELLED
            pay: ORDER_EXPIRED
            pay: ORDER_NOT_FOUND
            pay: ORDER_REFUNDED
            pay: USER_NOT_FOUND
            place: 201
            place: 201 with coupon
            place: COUPON_ALREADY_USED
            place: COUPON_EXPIRED
            place: INVALID_ORDER/BELOW_MINIMUM
            place: INVALID_ORDER/NO_ITEMS
            place: INVALID_ORDER/QUANTITY
            place: INVALID_ORDER/TOO_MANY_LINES
            place: ISSUED_COUPON_NOT_FOUND
            place: MALFORMED_REQUEST
            place: OUT_OF_STOCK
            place: PRODUCT_NOT_FOUND
            place: PRODUCT_NOT_ON_SALE
            place: USER_NOT_FOUND
            popular: 200
            popular: 200 without sales
            read: MALFORMED_REQUEST
            repeat: 200 again
            repeat: 201 again
            repeat: IDEMPOTENCY_KEY_REUSED
            spoiled: MALFORMED_REQUEST
            try to cancel: done
            try to charge: done
            try to issue: done
            try to issue: refused
            try to pay: done
            try to pay: refused
            try to place: done
            try to place: refused
            """.lines().toList();

    private Outcomes() {}
}
