package io.jangteo.order;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import io.jangteo.schedule.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Expires unpaid orders whose time is over, including those that fell due while the server was off. */
public final class OrderExpiry implements Task {
    private final Database database;
    private final Orders orders;
    private final InstantSource clock;

    public OrderExpiry(Database database, Orders orders, InstantSource clock) {
        this.database = database;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "order-expiry";
    }

    @Override
    public Optional<Instant> nextDue() {
        return database.read(OrderSql::nextExpiry);
    }

    /** Of several processes, each takes orders that no other has; at last, each waits for what others still hold. */
    @Override
    public void run() {
        Optional<Long> held;
        do {
            while (database.write(this::expireNext)) {
                // One transaction for each: two orders might lock each other's products.
            }
            held = database.read(handle -> OrderSql.nextOverdue(handle, clock.instant()));
            held.ifPresent(orderId -> database.write(tx -> orders.expire(tx, orderId)));
        } while (held.isPresent());
    }

    /** Expires one order, and returns whether there was one that nobody held. */
    private boolean expireNext(Tx tx) {
        // Not the transaction's time, which is taken once its locks are.
        return OrderSql.lockNextOverdue(tx.handle(), clock.instant())
                .map(orderId -> orders.expire(tx, orderId))
                .orElse(false);
    }
}
