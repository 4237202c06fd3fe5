package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What became of the messages to the data platform, for the administrator to see and to send again. */
public final class Deliveries {
    private final Database database;
    private final Runnable wake;

    /** @param wake has the {@link Relay} look at the outbox at once */
    public Deliveries(Database database, Runnable wake) {
        this.database = database;
        this.wake = wake;
    }

    /** Newest first. */
    public DeliveryPage list(Set<DeliveryStatus> statuses, Page page) {
        List<Delivery> fetched = database.read(handle -> statuses.stream()
                .flatMap(status -> list(handle, status, page).stream())
                .sorted(Comparator.comparingLong(Delivery::id).reversed())
                .limit(page.limitPlusOne())
                .toList());
        return page.of(fetched, Delivery::id, DeliveryPage::new);
    }

    /** The messages about an order with all attempts to deliver them, as this snapshot sees them. */
    public List<DeliveryTrail> ofOrder(Handle handle, long orderId) {
        return DeliverySql.ofOrder(handle, orderId).stream()
                .map(delivery -> DeliveryTrail.of(delivery, AttemptSql.list(handle, delivery.id())))
                .toList();
    }

    /**
     * Has a message delivered again, at once and with all its attempts, whatever became of it before. The attempts made
     * so far stay kept.
     *
     * @throws io.jangteo.problem.Problem {@code NOT_FOUND}
     */
    public Delivery replay(Tx tx, long id) {
        Delivery delivery = DeliverySql.replay(tx.handle(), id, tx.now()).orElseThrow(Refusals::notFound);
        tx.afterCommit(wake);
        return delivery;
    }

    private static List<Delivery> list(Handle handle, DeliveryStatus status, Page page) {
        if (status == DeliveryStatus.DELIVERED) {
            return DeliverySql.delivered(handle, page);
        }
        return DeliverySql.undelivered(handle, status, page);
    }
}
