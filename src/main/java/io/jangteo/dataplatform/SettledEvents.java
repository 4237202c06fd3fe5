package io.jangteo.dataplatform;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import org.jspecify.annotations.Nullable;

/**
 * How far the events can be read in the order of their ids without passing one that is still to come. On SQLite that is
 * everything: one writer gives the ids and commits. On PostgreSQL a transaction may commit after others that have
 * higher ids; but whoever takes an id has changed something before, and so has a number among the transactions. Once
 * all transactions up to a number have ended, there will be no other event up to the id that was taken last before that
 * number was given.
 */
final class SettledEvents {
    private final Database database;
    private long settled;
    /** What to wait for, to go on from {@link #settled}. */
    private @Nullable Mark mark;

    /**
     * A moment.
     *
     * @param lastId the id that was taken last before it
     * @param transaction whoever has taken an id up to that has a lower number
     */
    private record Mark(long lastId, long transaction) {}

    SettledEvents(Database database) {
        this.database = database;
    }

    /** Returns the highest id up to which nothing is still to come. */
    synchronized long upTo() {
        if (database.engine() == Engine.SQLITE) {
            return database.read(EventSql::newest);
        }
        Mark waited = mark;
        if (waited == null || isOver(waited)) {
            // In this order: an id that is taken in between does not count, and its transaction may be of any number.
            mark = database.read(handle -> new Mark(EventSql.lastTaken(handle), EventSql.ownTransaction(handle)));
            if (mark.lastId < settled) {
                // Ids begin anew if a test resets the shop.
                settled = 0;
            }
            isOver(mark);
        }
        return settled;
    }

    /** Whether everything is settled up to the mark, which is then dropped. */
    private boolean isOver(Mark waited) {
        // In another transaction than the mark's own, which has ended by now.
        boolean isOver = database.read(EventSql::oldestRunning) > waited.transaction;
        if (isOver) {
            settled = waited.lastId;
            mark = null;
        }
        return isOver;
    }
}
