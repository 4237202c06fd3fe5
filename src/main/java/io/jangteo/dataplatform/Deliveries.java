package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The messages to the data platform and their state, for the administrator to inspect and replay. */
public final class Deliveries {
    /** The most messages that are replayed in one commit, which must be short: other writes wait for it. */
    private static final int TOGETHER_MAX = 1000;

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
     * @throws Problem {@code NOT_FOUND}
     */
    public Delivery replay(Tx tx, long id) {
        Delivery delivery = DeliverySql.replay(tx.handle(), id, tx.now()).orElseThrow(Refusals::notFound);
        tx.afterCommit(wake);
        return delivery;
    }

    /**
     * Replays every message that was given up, in the order of their ids and in short commits, so that the shop goes on
     * meanwhile. A repetition replays what is left, and nothing twice.
     *
     * @throws Problem {@code OUTCOME_UNKNOWN} if the database refused after some were replayed; what {@link
     *     Database#write} throws if none were
     */
    public ReplayedDeliveries replayDead() {
        return replayDead(TOGETHER_MAX);
    }

    ReplayedDeliveries replayDead(int togetherMax) {
        Part done = new Part(0, 0);
        while (true) {
            Optional<Part> next = replayNext(done, togetherMax);
            if (next.isEmpty()) {
                return new ReplayedDeliveries(done.replayed);
            }
            // Each begins after the one before, so that a message that dies again at once is not met again.
            done = next.get();
        }
    }

    private Optional<Part> replayNext(Part done, int togetherMax) {
        try {
            return database.write(tx -> DeliverySql.lastOfNextDead(tx.handle(), done.through, togetherMax)
                    .map(through -> {
                        tx.afterCommit(wake);
                        int more = DeliverySql.replayDead(tx.handle(), done.through, through, tx.now());
                        return new Part(through, done.replayed + more);
                    }));
        } catch (Problem refusal) {
            // A refusal says that nothing was done.
            throw done.replayed == 0 ? refusal : Refusals.OUTCOME_UNKNOWN.problem();
        }
    }

    /** Returns how many messages were given up. */
    public long countDead(Handle handle) {
        return DeliverySql.countDead(handle);
    }

    /** The messages through the id are dealt with. */
    private record Part(long through, long replayed) {}

    private static List<Delivery> list(Handle handle, DeliveryStatus status, Page page) {
        if (status == DeliveryStatus.DELIVERED) {
            return DeliverySql.delivered(handle, page);
        }
        return DeliverySql.undelivered(handle, status, page);
    }
}
