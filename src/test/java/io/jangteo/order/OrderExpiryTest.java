package io.jangteo.order;

import static io.jangteo.ErrorTable.ORDER_EXPIRED;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static io.jangteo.order.OrderRequests.by;
import static io.jangteo.order.OrderRequests.cancel;
import static io.jangteo.order.OrderRequests.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.problem.Problem;
import io.jangteo.product.StockMovements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders that were not paid in time. */
@BothEngines
class OrderExpiryTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(30);

    private long user;
    private long product;
    private long order;

    @BeforeEach
    void place() {
        user = SHOP.user(50_000);
        product = SHOP.product("사과", 3_000, 10);
        order = SHOP.order(user, product, 2);
    }

    @Test
    void an_order_that_is_not_paid_in_time_expires_and_gives_its_stock_back() {
        ObjectNode expected = REQUESTS.order(order, user).deepCopy();
        SHOP.advance(TIME_TO_LIVE);
        assertThat(REQUESTS.order(order, user)).isEqualTo(expected.put("status", "EXPIRED"));
        assertThat(StockMovements.of(SHOP, product))
                .containsExactly("INITIAL 10 10 created", "ORDER -2 8 order:" + order, "EXPIRE 2 10 order:" + order);
        ORDER_EXPIRED.toPost(SHOP, payment(order), by(user));
        ORDER_EXPIRED.toPost(SHOP, cancel(order), by(user));
        assertThat(SHOP.deliveries()).isEmpty();
    }

    @Test
    void an_order_waits_until_its_time_is_over() {
        // The shop's clock keeps ticking: five minutes are more than this test can take.
        SHOP.advance(TIME_TO_LIVE.minusMinutes(5));
        assertThat(REQUESTS.status(order, user)).isEqualTo("PENDING");
        assertThat(SHOP.stockOf(product)).isEqualTo(8);
        json(SHOP.pay(order, user), 200);
        SHOP.advance(TIME_TO_LIVE);
        assertThat(REQUESTS.status(order, user)).isEqualTo("PAID");
        assertThat(SHOP.stockOf(product)).isEqualTo(8);
    }

    @Test
    void a_closed_order_does_not_expire() {
        long refunded = SHOP.order(user, product, 1);
        json(SHOP.pay(refunded, user), 200);
        json(SHOP.cancel(refunded, user), 200);
        json(SHOP.cancel(order, user), 200);
        SHOP.advance(TIME_TO_LIVE.multipliedBy(2));
        assertThat(REQUESTS.status(order, user)).isEqualTo("CANCELLED");
        assertThat(REQUESTS.status(refunded, user)).isEqualTo("REFUNDED");
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
    }

    @Test
    void each_of_many_orders_expires_in_its_own_time() {
        SHOP.advance(Duration.ofMinutes(10));
        List<Long> later = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            later.add(SHOP.order(user, product, 1));
        }
        SHOP.advance(Duration.ofMinutes(20));
        assertThat(REQUESTS.status(order, user)).isEqualTo("EXPIRED");
        assertThat(later).allMatch(each -> REQUESTS.status(each, user).equals("PENDING"));
        SHOP.advance(Duration.ofMinutes(10));
        assertThat(later).allMatch(each -> REQUESTS.status(each, user).equals("EXPIRED"));
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
    }

    @Test
    void what_an_expired_order_gave_back_can_be_ordered_again() {
        SHOP.order(user, product, 8);
        assertThat(SHOP.stockOf(product)).isZero();
        SHOP.advance(TIME_TO_LIVE);
        long again = SHOP.order(user, product, 10);
        json(SHOP.pay(again, user), 200);
    }

    @Test
    void the_coupon_of_an_expired_order_can_be_used_for_another() {
        long coupon = REQUESTS.coupon(user);
        long expired = REQUESTS.placed(user, coupon, product, 1);
        SHOP.advance(TIME_TO_LIVE);
        assertThat(REQUESTS.status(expired, user)).isEqualTo("EXPIRED");
        assertThat(REQUESTS.couponStatus(user)).isEqualTo("ISSUED");
        json(SHOP.pay(REQUESTS.placed(user, coupon, product, 1), user), 200);
    }

    @Test
    void an_order_whose_time_ended_while_the_server_was_off_expires_after_the_start() {
        SHOP.restartAfter(TIME_TO_LIVE);
        // Whether or not the start has expired it yet.
        ORDER_EXPIRED.check(SHOP.pay(order, user), payment(order));
        Awaitility.await().until(() -> REQUESTS.status(order, user).equals("EXPIRED"));
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
    }

    @Test
    void an_order_that_was_pending_over_a_restart_can_be_paid() {
        SHOP.restartAfter(TIME_TO_LIVE.minusMinutes(5));
        json(SHOP.pay(order, user), 200);
    }

    @Test
    void an_order_past_its_time_is_refused_even_before_it_is_marked_expired() {
        Instant end = moment(REQUESTS.order(order, user).path("expiresAt"));
        for (Instant moment : List.of(end, end.plusSeconds(3_600))) {
            assertThatThrownBy(() -> payAt(moment)).isInstanceOf(Problem.class).hasMessage("ORDER_EXPIRED");
            assertThatThrownBy(() -> cancelAt(moment))
                    .isInstanceOf(Problem.class)
                    .hasMessage("ORDER_EXPIRED");
        }
        assertThat(REQUESTS.status(order, user)).isEqualTo("PENDING");
        assertThat(SHOP.pointsOf(user)).isEqualTo(50_000);
    }

    @Test
    void an_order_can_be_paid_until_the_last_moment_of_its_time() {
        Instant end = moment(REQUESTS.order(order, user).path("expiresAt"));
        assertThat(payAt(end.minusMillis(1)).status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void an_order_expires_at_the_end_of_its_time_and_not_before() {
        Instant end = moment(REQUESTS.order(order, user).path("expiresAt"));
        assertThat(expireAt(end.minusMillis(1))).isFalse();
        assertThat(REQUESTS.status(order, user)).isEqualTo("PENDING");
        assertThat(expireAt(end)).isTrue();
        assertThat(REQUESTS.status(order, user)).isEqualTo("EXPIRED");
        assertThat(expireAt(end.plusMillis(1))).isFalse();
        assertThat(SHOP.stockOf(product)).isEqualTo(10);
    }

    private Order payAt(Instant moment) {
        return SHOP.database().write(tx -> SHOP.orders().pay(tx.at(moment), order, user));
    }

    private Order cancelAt(Instant moment) {
        return SHOP.database().write(tx -> SHOP.orders().cancel(tx.at(moment), order, user));
    }

    private boolean expireAt(Instant moment) {
        return SHOP.database().write(tx -> SHOP.orders().expire(tx.at(moment), order));
    }
}
