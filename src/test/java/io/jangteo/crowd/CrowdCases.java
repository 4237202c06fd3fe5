package io.jangteo.crowd;

import org.junit.jupiter.api.Test;

/** What holds however many come at once, and however many instances the shop has. */
abstract class CrowdCases {
    /** The setting of {@link #runWhereFewAreUnpaid}. */
    static final int FEW = 10;

    /** Runs it against an empty shop, and checks the books afterwards. */
    abstract void run(Scenario scenario);

    /** The same in a shop where a user has at most {@link #FEW} unpaid orders. */
    abstract void runWhereFewAreUnpaid(Scenario scenario);

    @Test
    void a_thousand_users_who_want_a_hundred_coupons_get_a_hundred() {
        run(new CouponRush(1_000, 100));
    }

    @Test
    void a_user_who_asks_fifty_times_at_once_gets_one_coupon() {
        run(new OneUserOneCoupon(50));
    }

    @Test
    void the_last_unit_is_sold_once_and_the_other_orders_leave_nothing_behind() {
        run(new LastUnit(200));
    }

    @Test
    void a_balance_pays_for_one_of_fifty_orders_paid_at_once() {
        run(new OneBalance(50));
    }

    @Test
    void charges_at_once_fill_a_balance_up_to_its_limit() {
        run(new BalanceLimit(50));
    }

    @Test
    void a_payment_charged_sixty_four_times_at_once_is_charged_once() {
        run(new OnePayment(64));
    }

    @Test
    void a_user_who_orders_sixty_four_times_at_once_has_ten_unpaid_orders() {
        runWhereFewAreUnpaid(new UnpaidOrders(64, FEW));
    }

    @Test
    void a_coupon_named_by_fifty_orders_paid_at_once_pays_for_one() {
        run(new OneCoupon(50));
    }

    @Test
    void an_order_paid_and_cancelled_at_once_comes_to_one_legal_end() {
        run(new PaymentAgainstCancel(150));
    }

    @Test
    void an_order_paid_fifty_times_at_once_is_paid_once() {
        run(new OneOrderPaidManyTimes(50));
    }

    @Test
    void a_pending_order_cancelled_fifty_times_at_once_is_cancelled_once() {
        run(new OneOrderCancelledManyTimes(50, false));
    }

    @Test
    void a_paid_order_cancelled_fifty_times_at_once_is_refunded_once() {
        run(new OneOrderCancelledManyTimes(50, true));
    }

    @Test
    void an_order_refunded_by_its_shopper_and_by_the_administrator_is_refunded_once() {
        run(new KeeperAgainstShopper(100));
    }

    @Test
    void a_reference_wanted_thirty_times_at_once_is_one_things() {
        run(new OneReference(30));
    }

    @Test
    void nothing_is_ordered_once_a_product_is_off_sale() {
        run(new OffSaleAgainstOrders(4, 40));
    }

    @Test
    void a_request_sent_fifty_times_at_once_with_one_key_happens_once() {
        run(new OneKey(1, 50));
    }

    @Test
    void twenty_requests_sent_twenty_times_each_all_at_once_happen_once_each() {
        run(new OneKey(20, 20));
    }

    @Test
    void an_order_paid_while_its_time_ends_is_paid_in_time_or_expires() {
        run(new PaymentAgainstExpiry(10, 20));
    }

    @Test
    void a_ranking_read_while_its_days_are_refunded_is_never_stale() {
        run(new RefundAgainstRanking(20));
    }
}
