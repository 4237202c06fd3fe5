package io.jangteo.order;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;

/** The refusals about orders. */
public final class OrderRefusals {
    public static final Refusal INVALID_ORDER = new Refusal("INVALID_ORDER", 400);
    public static final Refusal TOO_MANY_PENDING_ORDERS = new Refusal("TOO_MANY_PENDING_ORDERS", 409);
    public static final Refusal ORDER_NOT_FOUND = new Refusal("ORDER_NOT_FOUND", 404);
    public static final Refusal ORDER_ALREADY_PAID = new Refusal("ORDER_ALREADY_PAID", 409);
    public static final Refusal ORDER_CANCELLED = new Refusal("ORDER_CANCELLED", 409);
    public static final Refusal ORDER_EXPIRED = new Refusal("ORDER_EXPIRED", 409);
    public static final Refusal ORDER_REFUNDED = new Refusal("ORDER_REFUNDED", 409);

    private OrderRefusals() {}

    /** @param violation the name of the violated rule, with the text that the arguments fill in */
    static Problem invalid(String violation, Object... arguments) {
        return INVALID_ORDER.problem(arguments).variant(violation).with("violation", violation);
    }

    static Problem tooManyPendingOrders(int maximum) {
        return TOO_MANY_PENDING_ORDERS.problem(maximum).with("maximum", maximum);
    }

    /** Returns why an order in this state can be neither paid nor cancelled. */
    static Problem unchangeable(OrderStatus status) {
        return switch (status) {
            case PAID -> ORDER_ALREADY_PAID.problem();
            case CANCELLED -> ORDER_CANCELLED.problem();
            case REFUNDED -> ORDER_REFUNDED.problem();
            // A pending order is refused only when its time is over.
            case EXPIRED, PENDING -> ORDER_EXPIRED.problem();
        };
    }
}
