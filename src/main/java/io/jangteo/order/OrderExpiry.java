package io.jangteo.order;

import io.jangteo.database.Database;
import io.jangteo.schedule.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Expires unpaid orders whose time is over, including those that fell due while the server was off. */
public final class OrderExpiry implements Task {
    /** The number of orders looked up at a time; each expires in its own transaction. */
    private static final int BATCH_MAX = 100;

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

    @Override
    public void run() {
        List<Long> overdue;
        do {
            Instant now = clock.instant();
            overdue = database.read(handle -> OrderSql.overdue(handle, now, BATCH_MAX));
            for (long orderId : overdue) {
                database.write(tx -> orders.expire(tx, orderId));
            }
        } while (overdue.size() == BATCH_MAX);
    }
}
