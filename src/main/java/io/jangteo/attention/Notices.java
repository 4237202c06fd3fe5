package io.jangteo.attention;

import io.jangteo.books.BooksRuns;
import io.jangteo.coupon.Offers;
import io.jangteo.database.Database;
import io.jangteo.dataplatform.Deliveries;
import io.jangteo.order.OrderList;
import io.jangteo.product.Products;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Gathers what the administrator should look at. */
public final class Notices {
    /** The length of each list: enough to begin with, and what is left out shows in the list of products or offers. */
    private static final int LIST_MAX = 20;

    private final Database database;
    private final Deliveries deliveries;
    private final OrderList orders;
    private final Products products;
    private final Offers offers;
    private final BooksRuns booksRuns;
    private final InstantSource clock;
    private final int stockLow;

    /** @param stockLow the stock at which a product is running low; 0 for never */
    public Notices(
            Database database,
            Deliveries deliveries,
            OrderList orders,
            Products products,
            Offers offers,
            BooksRuns booksRuns,
            InstantSource clock,
            int stockLow) {
        this.database = database;
        this.deliveries = deliveries;
        this.orders = orders;
        this.products = products;
        this.offers = offers;
        this.booksRuns = booksRuns;
        this.clock = clock;
        this.stockLow = stockLow;
    }

    /** Returns what there is now; all but the books from one snapshot. */
    public Attention now() {
        Instant now = clock.instant();
        return database.read(handle -> new Attention(
                deliveries.countDead(handle),
                orders.countPending(handle, now),
                products.soldOut(handle, LIST_MAX),
                stockLow == 0 ? List.of() : products.low(handle, stockLow, LIST_MAX),
                offers.runningOut(handle, now, LIST_MAX),
                booksRuns.last()));
    }
}
