package io.jangteo.torture;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What a reply said has happened, in the words in which the database says it. Each charge has an amount of its own and
 * each order a pair of quantities of its own, so that no effect can be taken for another's.
 */
record Effect(String text) {

    static Effect charge(long amount, long balanceAfter) {
        return new Effect("charge of " + amount + " to " + balanceAfter);
    }

    static Effect order(long first, long second) {
        return new Effect("order of " + first + " and " + second);
    }

    static Effect payment(long first, long second) {
        return new Effect("payment of " + first + " and " + second);
    }

    /** Every effect that a database holds. */
    static Set<Effect> in(Handle handle) {
        Set<Effect> effects = new HashSet<>();
        handle.createQuery("SELECT amount, balance_after FROM point_entry WHERE kind = 'CHARGE'")
                .map((row, context) -> charge(row.getLong(1), row.getLong(2)))
                .forEach(effects::add);
        handle.createQuery("""
                SELECT a.quantity, b.quantity, o.paid_at IS NOT NULL FROM shop_order o
                JOIN order_line a ON a.order_id = o.id AND a.line = (SELECT min(line) FROM order_line WHERE order_id = o.id)
                JOIN order_line b ON b.order_id = o.id AND b.line = (SELECT max(line) FROM order_line WHERE order_id = o.id)""")
                .map((row, context) -> {
                    long first = row.getLong(1);
                    long second = row.getLong(2);
                    if (row.getBoolean(3)) {
                        effects.add(payment(first, second));
                    }
                    return order(first, second);
                })
                .forEach(effects::add);
        return effects;
    }

    /** A call that had an effect: when it was sent and answered, and the request under its key. */
    record Acknowledged(
            Effect effect,
            long sentNanos,
            long answeredNanos,
            String path,
            Map<String, ?> body,
            String key,
            String reply) {}
}
