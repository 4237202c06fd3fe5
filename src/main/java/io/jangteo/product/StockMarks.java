package io.jangteo.product;

import io.jangteo.database.Tx;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Outbox;
import java.util.List;

/**
 * Tells the data platform of stocks that fall to a mark: to nothing, and to what counts as low. Each is told once for
 * each time that the stock gets there from above.
 */
final class StockMarks {
    private static final long NOTHING = 0;

    private final Outbox outbox;
    private final long low;

    /** @param low the stock that counts as low; 0 for none */
    StockMarks(Outbox outbox, long low) {
        this.outbox = outbox;
        this.low = low;
    }

    /**
     * A stock's change by one transaction, under its lock.
     *
     * @param product with any stock
     */
    record Fall(Product product, long before, long after) {
        boolean isTo(long mark) {
            return before > mark && after <= mark;
        }
    }

    /** Tells of those changes that reach a mark from above it. */
    void tell(Tx tx, List<Fall> changes) {
        if (low > NOTHING) {
            tell(tx, EventType.STOCK_LOW, changes, low);
        }
        tell(tx, EventType.STOCK_SOLD_OUT, changes, NOTHING);
    }

    private void tell(Tx tx, EventType type, List<Fall> changes, long mark) {
        List<Fall> falls = changes.stream().filter(change -> change.isTo(mark)).toList();
        outbox.add(tx, type, falls, fall -> StockMessage.of(fall, mark));
    }
}
