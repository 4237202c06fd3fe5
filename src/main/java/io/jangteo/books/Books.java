package io.jangteo.books;

import io.jangteo.database.Database;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Proves that the shop adds up. */
public final class Books {
    private static final List<Function<Handle, BooksCheck>> CHECKS = List.of(
            PointChecksSql::balanceIsTheSumOfItsEntries,
            PointChecksSql::balanceIsWhatTheLastEntryLeft,
            PointChecksSql::entryGoesOnFromTheOneBefore,
            PointChecksSql::balanceIsWithinItsLimits,
            StockChecksSql::stockIsTheSumOfItsMovements,
            StockChecksSql::stockIsWhatTheLastMovementLeft,
            StockChecksSql::movementGoesOnFromTheOneBefore,
            StockChecksSql::stockIsWhatCameInLessWhatOrdersHold,
            OrderStockChecksSql::orderLineTookItsStock,
            OrderStockChecksSql::closedOrderLineGaveItsStockBack,
            OrderStockChecksSql::movementBelongsToAnOrderLine,
            CouponChecksSql::couponCountsItsIssuedOnes,
            CouponChecksSql::couponIsIssuedWithinItsQuantity,
            CouponChecksSql::couponRanksHaveNoGap,
            CouponChecksSql::couponIsIssuedOnceToAUser,
            OrderChecksSql::orderStatusAgreesWithItsTimes,
            OrderChecksSql::orderAddsUpItsLines,
            OrderChecksSql::orderDiscountFollowsItsCoupon,
            OrderChecksSql::paidOrderHasOneDelivery,
            DeliveryChecksSql::deliveryHasItsAttempts,
            PaymentChecksSql::paidOrderHasOneSpend,
            PaymentChecksSql::refundedOrderHasOneRefund,
            PaymentChecksSql::entryBelongsToAPaidOrder,
            CouponUseChecksSql::orderNamesACouponOfItsUser,
            CouponUseChecksSql::paidOrderUsesItsCoupon,
            CouponUseChecksSql::usedCouponNamesTheOrderThatPaidWithIt,
            CouponUseChecksSql::refundedOrderGaveItsCouponBackUnlessExpired,
            SalesChecksSql::dailySalesAreTheRecountOfTheOrders);

    private final Database database;

    public Books(Database database) {
        this.database = database;
    }

    /** Runs every check on one snapshot, while the shop goes on; takes time in proportion to the size of the shop. */
    public BooksReport check() {
        return database.read(handle ->
                BooksReport.of(CHECKS.stream().map(check -> check.apply(handle)).toList()));
    }
}
