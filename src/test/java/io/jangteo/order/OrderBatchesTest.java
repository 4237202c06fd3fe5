package io.jangteo.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.database.Outcome;
import io.jangteo.problem.Problem;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders that are placed and paid together: each is decided on what those before it left. */
class OrderBatchesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.pendingOrdersMax(2));

    private static final long NOBODY = 999_999;

    @Test
    void a_batch_of_orders_answers_as_the_same_orders_one_after_the_other() {
        long user = SHOP.user(10_000);
        long other = SHOP.user(10_000);
        long scarce = SHOP.product("배", 100, 3);
        long plenty = SHOP.product("사과", 50, 100);
        List<NewOrder> wanted = List.of(
                order(user, scarce, 2, null),
                order(NOBODY, scarce, 1, null),
                order(other, scarce, 2, null),
                order(other, scarce, 1, null),
                order(user, plenty, 1, null),
                order(user, plenty, 1, null),
                order(other, NOBODY, 1, null),
                order(other, plenty, 1_001, null));
        List<Outcome<Order>> outcomes =
                SHOP.database().write(tx -> SHOP.orders().placements().run(tx, wanted));
        assertThat(outcomes.stream().map(OrderBatchesTest::code))
                .containsExactly(
                        "placed",
                        "USER_NOT_FOUND",
                        "OUT_OF_STOCK",
                        "placed",
                        "placed",
                        "TOO_MANY_PENDING_ORDERS",
                        "PRODUCT_NOT_FOUND",
                        "INVALID_ORDER");
        assertThat(SHOP.stockOf(scarce)).isZero();
        assertThat(SHOP.stockOf(plenty)).isEqualTo(99);
    }

    @Test
    void a_batch_of_payments_spends_a_balance_and_a_coupon_once() {
        long user = SHOP.user(250);
        long other = SHOP.user(1_000);
        long product = SHOP.product("배", 100, 100);
        long coupon = SHOP.issue(SHOP.coupon(10, 5), other);
        Order first = place(order(user, product, 2, null));
        Order dear = place(order(user, product, 1, null));
        Order withCoupon = place(order(other, product, 1, coupon));
        Order sameCoupon = place(order(other, product, 1, coupon));
        List<Outcome<Order>> outcomes = SHOP.database()
                .write(tx -> SHOP.orders()
                        .payments()
                        .run(
                                tx,
                                List.of(
                                        new Payment(first.id(), user),
                                        new Payment(dear.id(), user),
                                        new Payment(first.id(), user),
                                        new Payment(withCoupon.id(), other),
                                        new Payment(sameCoupon.id(), other),
                                        new Payment(first.id(), other),
                                        new Payment(first.id(), NOBODY))));
        assertThat(outcomes.stream().map(OrderBatchesTest::code))
                .containsExactly(
                        "placed",
                        "INSUFFICIENT_POINTS",
                        "ORDER_ALREADY_PAID",
                        "placed",
                        "COUPON_ALREADY_USED",
                        "ORDER_NOT_FOUND",
                        "USER_NOT_FOUND");
        assertThat(SHOP.pointsOf(user)).isEqualTo(50);
        assertThat(SHOP.pointsOf(other)).isEqualTo(910);
    }

    private static Order place(NewOrder order) {
        return SHOP.database().write(tx -> SHOP.orders().place(tx, order));
    }

    private static NewOrder order(long user, long product, long quantity, @Nullable Long coupon) {
        return new NewOrder(user, List.of(new NewOrder.Item(product, quantity)), coupon);
    }

    private static String code(Outcome<Order> outcome) {
        return outcome.isRefused() ? refusal(outcome::get) : "placed";
    }

    private static String refusal(Supplier<Order> refused) {
        try {
            return "placed " + refused.get();
        } catch (Problem problem) {
            return problem.refusal().code();
        }
    }
}
