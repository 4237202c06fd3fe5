package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Tx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The due messages of an outbox of one process: the oldest first, read ahead. */
final class OwnMessages implements DueMessages {
    /** Maximum number of messages per query: a query of a long outbox is slow, and messages take memory. */
    private static final int FETCHED_MAX = 256;

    private final Database database;
    private final Deque<Message> fetched = new ArrayDeque<>();

    OwnMessages(Database database) {
        this.database = database;
    }

    @Override
    public List<Message> take(int limit, Instant by, Set<String> underway) {
        if (fetched.isEmpty()) {
            int fetchedMax = FETCHED_MAX + underway.size();
            fetched.addAll(database.read(handle -> DeliverySql.due(handle, by, fetchedMax)));
        }
        List<Message> taken = new ArrayList<>();
        while (taken.size() < limit && !fetched.isEmpty()) {
            Message next = fetched.poll();
            if (!underway.contains(next.id())) {
                taken.add(next);
            }
        }
        return taken;
    }

    @Override
    public void bringForward(Tx tx, List<String> messageIds) {
        DeliverySql.bringForward(tx.handle(), messageIds, Outage.EARLY_ATTEMPTS_MAX, tx.now());
    }

    @Override
    public void forget() {
        fetched.clear();
    }
}
