package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The messages to the data platform and their state, for the administrator to inspect and replay. */
public final class Deliveries {
    private final Database database;
    private final Runnable wake;

    /** @param wake makes the {@link Relay} check the outbox at once */
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

    /** The messages about an order with all delivery attempts, as of the handle's snapshot. */
    public List<DeliveryTrail> ofOrder(Handle handle, long orderId) {
        return DeliverySql.ofOrder(handle, orderId).stream()
                .map(delivery -> DeliveryTrail.of(delivery, AttemptSql.list(handle, delivery.id())))
                .toList();
    }

    /**
     * Makes a message due again at once, with a full set of attempts, whatever its state. Earlier attempts stay
     * recorded.
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
