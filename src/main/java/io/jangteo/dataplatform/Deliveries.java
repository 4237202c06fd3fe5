package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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

    /**
     * Newest first.
     *
     * @param type of those to list; any if empty
     */
    public DeliveryPage list(Set<DeliveryStatus> statuses, Optional<EventType> type, Page page) {
        List<Delivery> fetched = database.read(handle -> statuses.stream()
                .flatMap(status -> list(handle, status, type.orElse(null), page).stream())
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
        long replayed = 0;
        long last = 0;
        List<Long> ids;
        do {
            ids = replayDead(replayed, last, togetherMax);
            replayed += ids.size();
            // Each begins after the one before, so that a message that dies again at once is not met again.
            last = ids.isEmpty() ? last : Collections.max(ids);
        } while (ids.size() == togetherMax);
        return new ReplayedDeliveries(replayed);
    }

    private List<Long> replayDead(long replayedBefore, long after, int togetherMax) {
        try {
            return database.write(tx -> {
                tx.afterCommit(wake);
                return DeliverySql.replayDead(tx.handle(), after, togetherMax, tx.now());
            });
        } catch (Problem refusal) {
            // A refusal would say that nothing was done.
            throw replayedBefore == 0 ? refusal : Refusals.OUTCOME_UNKNOWN.problem();
        }
    }

    /** Returns how many messages were given up. */
    public long countDead(Handle handle) {
        return DeliverySql.countDead(handle);
    }

    private static List<Delivery> list(Handle handle, DeliveryStatus status, @Nullable EventType type, Page page) {
        if (status == DeliveryStatus.DELIVERED) {
            return type == null ? DeliverySql.delivered(handle, page) : DeliverySql.delivered(handle, type, page);
        }
        return DeliverySql.undelivered(handle, status, type, page);
    }
}
