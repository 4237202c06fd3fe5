package io.jangteo.product;

import org.jspecify.annotations.Nullable;

/**
 * What the data platform is told of a stock that fell to a mark. It is a format of its own, which a change of the API
 * does not change.
 *
 * @param version raised by a change that a receiver must know of; new members are no such change
 * @param id the product's
 * @param stock what is left
 * @param mark the mark that the stock fell to, or below: 0 if it is sold out
 */
record StockMessage(int version, long id, @Nullable String reference, String name, long stock, long mark) {
    private static final int VERSION = 1;

    static StockMessage of(StockMarks.Fall fall, long mark) {
        return new StockMessage(
                VERSION,
                fall.product().id(),
                fall.product().reference(),
                fall.product().name(),
                fall.after(),
                mark);
    }
}
