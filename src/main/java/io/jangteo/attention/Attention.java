package io.jangteo.attention;

import io.jangteo.books.BooksResult;
import io.jangteo.coupon.OfferRunningOut;
import io.jangteo.product.LowProduct;
import io.jangteo.product.SoldOutProduct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator should look at.
 *
 * @param deadDeliveries the number of messages to the data platform that were given up
 * @param pendingOrders the number of orders that can still be paid
 * @param soldOut the first products on sale without stock, by id; 20 at most
 * @param lowStock the products on sale with the least stock, if it is no more than {@code --stock-low}; 20 at most
 * @param offersRunningOut the first open offers of which less than a tenth or less than 24 hours are left, by id; 20 at
 *     most
 * @param books the result of the last check of the books in this process; {@code null} if there was none
 */
public record Attention(
        long deadDeliveries,
        long pendingOrders,
        List<SoldOutProduct> soldOut,
        List<LowProduct> lowStock,
        List<OfferRunningOut> offersRunningOut,
        @Nullable BooksResult books) {}
