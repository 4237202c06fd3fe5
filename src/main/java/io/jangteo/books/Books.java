package io.jangteo.books;

import io.jangteo.database.Database;
import java.util.List;

/** Proves that the shop's data is consistent. */
public final class Books {
    static final List<Check> CHECKS = List.of(
            PointChecksSql.balanceIsTheSumOfItsEntries(),
            PointChecksSql.balanceIsWhatTheLastEntryLeft(),
            PointChecksSql.entryGoesOnFromTheOneBefore(),
            PointChecksSql.chargeReferenceIsUnique(),
            PointChecksSql.balanceIsWithinItsLimits(),
            PointChecksSql.balanceLimitIsTheShops(),
            StockChecksSql.productBeganWithItsFirstStock(),
            StockChecksSql.stockIsTheSumOfItsMovements(),
            StockChecksSql.stockIsWhatTheLastMovementLeft(),
            StockChecksSql.movementGoesOnFromTheOneBefore(),
            new HeldStockSql(),
            OrderStockChecksSql.orderLineTookItsStock(),
            OrderStockChecksSql.closedOrderLineGaveItsStockBack(),
            OrderStockChecksSql.movementBelongsToAnOrderLine(),
            CouponChecksSql.couponCountsItsIssuedOnes(),
            CouponChecksSql.couponIsIssuedWithinItsQuantity(),
            CouponChecksSql.couponRanksHaveNoGap(),
            CouponChecksSql.couponIsIssuedOnceToAUser(),
            CouponChecksSql.issuedCouponIsValidForItsDays(),
            CouponOfferChecksSql.couponReferenceIsUnique(),
            CouponOfferChecksSql.couponIsWhatItsChangesMadeOfIt(),
            CouponOfferChecksSql.couponWasIssuedWithinWhatStoodThen(),
            OrderChecksSql.orderStatusAgreesWithItsTimes(),
            OrderChecksSql.orderAddsUpItsLines(),
            OrderChecksSql.orderDiscountFollowsItsCoupon(),
            OrderChecksSql.paidOrderHasOneDelivery(),
            new MessageChecksSql(),
            DeliveryChecksSql.deliveryHasItsAttempts(),
            PaymentChecksSql.paidOrderHasOneSpend(),
            PaymentChecksSql.refundedOrderHasOneRefund(),
            PaymentChecksSql.entryBelongsToAPaidOrder(),
            CouponUseChecksSql.orderNamesACouponOfItsUser(),
            CouponUseChecksSql.paidOrderUsesItsCoupon(),
            CouponUseChecksSql.usedCouponNamesTheOrderThatPaidWithIt(),
            CouponUseChecksSql.refundedOrderGaveItsCouponBackUnlessExpired(),
            CouponOfferChecksSql.revokedCouponIsNotUsed(),
            SalesChecksSql.dailySalesAreTheRecountOfTheOrders());

    private final Database database;

    public Books(Database database) {
        this.database = database;
    }

    /**
     * Runs every check while the shop is in operation; takes time in proportion to the size of the shop. Each piece of
     * a check has its own snapshot and proves its part independently, so changes in between do no harm.
     *
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if the database is too busy
     */
    public BooksReport check() {
        return run().report();
    }

    /** Creates a run that has not begun yet. */
    public BooksRun run() {
        return new BooksRun(database, CHECKS);
    }
}
