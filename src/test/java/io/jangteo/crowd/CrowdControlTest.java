package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.TestShop;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each crowd of {@code CrowdTest} against a shop with a bug: it has to notice, by what it says it looks at. */
@Tag("slow")
class CrowdControlTest {
    private static final int CROWD = 30;
    private static final String WITHOUT_THE_STATE_MACHINE = "DROP TRIGGER order_status_transition";

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.writeQueueWait(Duration.ofMinutes(1)));

    @RegisterExtension
    static final TestShop FEW_UNPAID = TestShop.with(
            settings -> settings.writeQueueWait(Duration.ofMinutes(1)).pendingOrdersMax(10));

    @Test
    void a_coupon_that_never_runs_out_is_noticed() {
        assertNoticed(new CouponRush(CROWD, 10), "the outcomes", """
                CREATE TRIGGER planted AFTER UPDATE OF issued ON coupon WHEN NEW.issued = NEW.quantity
                BEGIN UPDATE coupon SET quantity = quantity + 1 WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_gap_between_the_ranks_is_noticed() {
        assertNoticed(new CouponRush(CROWD, 10), "the ranks", """
                CREATE TRIGGER planted AFTER UPDATE OF issued ON coupon WHEN NEW.issued = 5
                BEGIN UPDATE coupon SET issued = 6, quantity = quantity + 1 WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_rank_given_twice_is_noticed() {
        assertNoticed(new CouponRush(CROWD, 10), "the outcomes", """
                CREATE TRIGGER planted AFTER UPDATE OF issued ON coupon WHEN NEW.issued = 5
                BEGIN UPDATE coupon SET issued = 4 WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_coupon_that_was_answered_and_not_kept_is_noticed() {
        assertNoticed(new CouponRush(CROWD, 10), "the winners' coupons", """
                CREATE TRIGGER planted AFTER INSERT ON issued_coupon WHEN NEW.rank = 5
                BEGIN DELETE FROM issued_coupon WHERE id = NEW.id; END
                """);
    }

    @Test
    void several_coupons_for_one_user_are_noticed() {
        assertNoticed(new OneUserOneCoupon(CROWD), "the outcomes", """
                CREATE TRIGGER planted AFTER INSERT ON issued_coupon
                BEGIN
                    INSERT INTO shop_user (name, point, point_max, created_at) VALUES ('dummy', 0, 0, 0);
                    UPDATE issued_coupon SET user_id = (SELECT MAX(id) FROM shop_user) WHERE id = NEW.id;
                END
                """);
    }

    @Test
    void a_unit_sold_twice_is_noticed() {
        assertNoticed(new LastUnit(CROWD), "the outcomes", """
                CREATE TRIGGER planted AFTER UPDATE OF stock ON product WHEN NEW.stock = 0
                BEGIN UPDATE product SET stock = 1 WHERE id = NEW.id; END
                """);
    }

    @Test
    void points_spent_twice_are_noticed() {
        assertNoticed(new OneBalance(CROWD), "the outcomes", """
                CREATE TRIGGER planted AFTER INSERT ON point_entry WHEN NEW.kind = 'SPEND'
                BEGIN UPDATE shop_user SET point = point - NEW.amount WHERE id = NEW.user_id; END
                """);
    }

    @Test
    void a_payment_charged_twice_is_noticed() {
        assertNoticed(new OnePayment(CROWD), "the ", """
                CREATE TRIGGER planted AFTER INSERT ON point_entry WHEN NEW.kind = 'CHARGE'
                BEGIN UPDATE point_entry SET reference = 'lost-' || NEW.id WHERE id = NEW.id; END
                """);
    }

    @Test
    void unpaid_orders_that_are_not_counted_are_noticed() {
        try (Planted planted = new Planted(FEW_UNPAID, """
                CREATE TRIGGER planted AFTER INSERT ON shop_order
                BEGIN UPDATE shop_order SET expires_at = NEW.created_at WHERE id = NEW.id; END
                """)) {
            assertThatThrownBy(() -> new UnpaidOrders(CROWD, 10).run(new CrowdedShop(FEW_UNPAID.baseUrl())))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[the outcomes");
        }
    }

    @Test
    void a_balance_above_its_limit_is_noticed() {
        assertNoticed(new BalanceLimit(CROWD), "the outcomes", """
                CREATE TRIGGER planted AFTER UPDATE OF point ON shop_user WHEN NEW.point = 1000000
                BEGIN UPDATE shop_user SET point = 0 WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_coupon_used_twice_is_noticed() {
        assertNoticed(new OneCoupon(CROWD), "the outcomes", "DROP INDEX shop_order_coupon_paid_once", """
                CREATE TRIGGER planted AFTER UPDATE OF used_at ON issued_coupon WHEN NEW.used_at IS NOT NULL
                BEGIN UPDATE issued_coupon SET used_at = NULL, order_id = NULL WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_cancelled_order_that_is_paid_is_noticed() {
        assertNoticed(new PaymentAgainstCancel(CROWD), "the stories", WITHOUT_THE_STATE_MACHINE, """
                CREATE TRIGGER planted AFTER UPDATE OF status ON shop_order WHEN NEW.status = 'CANCELLED'
                BEGIN UPDATE shop_order SET status = 'PENDING', closed_at = NULL WHERE id = NEW.id; END
                """);
    }

    @Test
    void points_that_a_refund_keeps_are_noticed() {
        assertNoticed(new PaymentAgainstCancel(CROWD), "the points", """
                CREATE TRIGGER planted AFTER INSERT ON point_entry WHEN NEW.kind = 'REFUND'
                BEGIN UPDATE shop_user SET point = point - NEW.amount WHERE id = NEW.user_id; END
                """);
    }

    @Test
    void stock_that_a_cancelled_order_keeps_is_noticed() {
        assertNoticed(new PaymentAgainstCancel(CROWD), "the stock", """
                CREATE TRIGGER planted AFTER INSERT ON stock_movement WHEN NEW.kind = 'CANCEL'
                BEGIN UPDATE product SET stock = stock - NEW.delta WHERE id = NEW.product_id; END
                """);
    }

    @Test
    void a_coupon_that_a_refund_keeps_is_noticed() {
        assertNoticed(new PaymentAgainstCancel(CROWD), "the coupons", """
                CREATE TRIGGER planted AFTER UPDATE OF used_at ON issued_coupon WHEN NEW.used_at IS NULL
                BEGIN UPDATE issued_coupon SET used_at = OLD.used_at, order_id = OLD.order_id WHERE id = NEW.id; END
                """);
    }

    @Test
    void an_order_paid_twice_is_noticed() {
        assertNoticed(
                new OneOrderPaidManyTimes(CROWD),
                "the outcomes",
                WITHOUT_THE_STATE_MACHINE,
                "DROP INDEX point_entry_once_per_order",
                """
                CREATE TRIGGER planted AFTER UPDATE OF status ON shop_order WHEN NEW.status = 'PAID'
                BEGIN
                    UPDATE shop_order SET status = 'PENDING', paid_at = NULL, sales_day = NULL WHERE id = NEW.id;
                END
                """,
                """
                CREATE TRIGGER planted_too AFTER INSERT ON delivery
                BEGIN DELETE FROM delivery WHERE id = NEW.id; END
                """);
    }

    @Test
    void stock_given_back_twice_is_noticed() {
        assertNoticed(
                new OneOrderCancelledManyTimes(CROWD, false),
                "the outcomes",
                WITHOUT_THE_STATE_MACHINE,
                "DROP INDEX stock_movement_returned_once",
                """
                CREATE TRIGGER planted AFTER UPDATE OF status ON shop_order WHEN NEW.status = 'CANCELLED'
                BEGIN UPDATE shop_order SET status = 'PENDING', closed_at = NULL WHERE id = NEW.id; END
                """);
    }

    @Test
    void points_given_back_twice_are_noticed() {
        assertNoticed(
                new OneOrderCancelledManyTimes(CROWD, true),
                "the outcomes",
                WITHOUT_THE_STATE_MACHINE,
                "DROP INDEX stock_movement_returned_once",
                "DROP INDEX point_entry_once_per_order",
                """
                CREATE TRIGGER planted AFTER UPDATE OF status ON shop_order WHEN NEW.status = 'REFUNDED'
                BEGIN UPDATE shop_order SET status = 'PAID', closed_at = NULL WHERE id = NEW.id; END
                """);
    }

    @Test
    void an_order_refunded_by_both_is_noticed() {
        assertNoticed(
                new KeeperAgainstShopper(CROWD),
                "the outcomes",
                WITHOUT_THE_STATE_MACHINE,
                "DROP INDEX stock_movement_returned_once",
                "DROP INDEX point_entry_once_per_order",
                """
                CREATE TRIGGER planted AFTER UPDATE OF status ON shop_order WHEN NEW.status = 'REFUNDED'
                BEGIN UPDATE shop_order SET status = 'PAID', closed_at = NULL, close_reason = NULL WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_product_that_is_ordered_when_it_is_off_sale_is_noticed() {
        assertNoticed(new OffSaleAgainstOrders(2, CROWD), "the ", """
                CREATE TRIGGER planted AFTER INSERT ON shop_order
                BEGIN UPDATE product SET on_sale = 1 WHERE on_sale = 0; END
                """, """
                CREATE TRIGGER planted_too AFTER UPDATE OF on_sale ON product WHEN NEW.on_sale = 0
                BEGIN UPDATE product SET on_sale = 1 WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_reference_given_twice_is_noticed() {
        assertNoticed(new OneReference(CROWD), "the outcomes", """
                CREATE TRIGGER planted AFTER INSERT ON shop_user WHEN NEW.reference IS NOT NULL
                BEGIN UPDATE shop_user SET reference = 'lost-' || NEW.id WHERE id = NEW.id; END
                """);
    }

    @Test
    void a_key_that_is_forgotten_is_noticed() {
        assertNoticed(new OneKey(1, CROWD), "the ", """
                CREATE TRIGGER planted AFTER INSERT ON idempotency_key
                BEGIN DELETE FROM idempotency_key WHERE key = NEW.key; END
                """);
    }

    @Test
    void a_reply_that_is_not_repeated_byte_for_byte_is_noticed() {
        assertNoticed(new OneKey(1, CROWD), "the repetition", """
                CREATE TRIGGER planted AFTER INSERT ON idempotency_key
                BEGIN UPDATE idempotency_key SET body = substr(body, 2) WHERE key = NEW.key; END
                """);
    }

    @Test
    void an_order_that_does_not_expire_is_noticed() {
        assertNoticed(new PaymentAgainstExpiry(3, 5), "the orders", WITHOUT_THE_STATE_MACHINE, """
                CREATE TRIGGER planted AFTER UPDATE OF status ON shop_order WHEN NEW.status = 'EXPIRED'
                BEGIN
                    UPDATE shop_order SET status = 'PENDING', closed_at = NULL, expires_at = expires_at + 7200000
                    WHERE id = NEW.id;
                END
                """);
    }

    @Test
    void stock_that_an_expired_order_keeps_is_noticed() {
        assertNoticed(new PaymentAgainstExpiry(3, 5), "the stock", """
                CREATE TRIGGER planted AFTER INSERT ON stock_movement WHEN NEW.kind = 'EXPIRE'
                BEGIN UPDATE product SET stock = stock - NEW.delta WHERE id = NEW.product_id; END
                """);
    }

    @Test
    void a_ranking_that_counts_refunds_is_noticed() {
        assertNoticed(new RefundAgainstRanking(3), "the popular products", """
                CREATE TRIGGER planted AFTER UPDATE OF units ON daily_sales
                BEGIN UPDATE daily_sales SET units = OLD.units WHERE day = NEW.day AND product_id = NEW.product_id; END
                """);
    }

    private static void assertNoticed(Scenario scenario, String where, String... bug) {
        try (Planted planted = new Planted(SHOP, bug)) {
            assertThatThrownBy(() -> scenario.run(new CrowdedShop(SHOP.baseUrl())))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[" + where);
        }
    }
}
