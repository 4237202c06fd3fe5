package io.jangteo.order;

import static io.jangteo.ErrorTable.COUPON_EXPIRED;
import static io.jangteo.ErrorTable.PRODUCT_NOT_FOUND;
import static io.jangteo.ErrorTable.invalidOrder;
import static io.jangteo.ErrorTable.outOfStock;
import static io.jangteo.ErrorTable.tooManyPendingOrders;
import static io.jangteo.Replies.json;
import static io.jangteo.order.OrderRequests.body;
import static io.jangteo.order.OrderRequests.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The limit of a user's unpaid orders, each of which holds stock that others want. */
@BothEngines
class PendingOrdersTest {
    private static final int MAXIMUM = 2;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.pendingOrdersMax(MAXIMUM));

    @RegisterExtension
    static final TestShop TOKENS = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    @RegisterExtension
    static final TestShop OPEN = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);

    private long user;
    private long product;

    @BeforeEach
    void open() {
        user = SHOP.user(50_000);
        product = SHOP.product("사과", 1_000, 10);
    }

    @Test
    void one_order_too_many_is_refused_and_takes_nothing() {
        fill();
        assertRefused(body(user, List.of(item(product, 1))));
        assertThat(SHOP.stockOf(product)).isEqualTo(8);
        // Another user has a limit of their own.
        SHOP.order(SHOP.user(0), product, 1);
    }

    @Test
    void a_payment_and_a_cancellation_make_room() {
        SHOP.order(user, product, 1);
        long second = SHOP.order(user, product, 1);
        json(SHOP.pay(second, user), 200);
        long third = SHOP.order(user, product, 1);
        assertRefused(body(user, List.of(item(product, 1))));
        json(SHOP.cancel(third, user), 200);
        SHOP.order(user, product, 1);
        // Neither a paid nor a refunded order waits for its payment.
        json(SHOP.cancel(second, user), 200);
        assertRefused(body(user, List.of(item(product, 1))));
    }

    @Test
    void what_has_expired_makes_room() {
        fill();
        SHOP.advance(Duration.ofMinutes(29));
        assertRefused(body(user, List.of(item(product, 1))));
        SHOP.advance(Duration.ofMinutes(1));
        fill();
        assertRefused(body(user, List.of(item(product, 1))));
    }

    @Test
    void an_order_counts_as_long_as_it_can_be_paid_whether_or_not_the_sweep_has_come_by() {
        fill();
        Instant placed = SHOP.now();
        Instant expired = placed.plus(Duration.ofMinutes(30));
        NewOrder another = new NewOrder(user, List.of(new NewOrder.Item(product, 1L)), null);
        assertThatThrownBy(() -> SHOP.database()
                        .write(tx -> SHOP.orders().place(tx.at(placed.plus(Duration.ofMinutes(29))), another)))
                .isInstanceOf(Problem.class)
                .hasMessage("TOO_MANY_PENDING_ORDERS {maximum=" + MAXIMUM + "}");
        // No task has expired them: the shop's clock has not reached that time.
        SHOP.database().write(tx -> SHOP.orders().place(tx.at(expired), another));
    }

    @Test
    void it_is_looked_at_after_the_order_itself_and_before_the_stock() {
        long coupon = REQUESTS.coupon(user);
        long demanding = REQUESTS.coupon(user, "{\"type\":\"FIXED\",\"amount\":1000}", 5_001, 30);
        SHOP.advance(Duration.ofDays(1));
        fill();
        invalidOrder("NO_ITEMS", "주문할 상품을 한 개 이상 담아 주세요", "The order names no products")
                .toPost(SHOP, "/orders", Map.of("userId", user));
        PRODUCT_NOT_FOUND.toPost(SHOP, "/orders", body(user, List.of(item(99, 1))));
        COUPON_EXPIRED.toPost(SHOP, "/orders", body(user, coupon, List.of(item(product, 1))));
        invalidOrder(
                        "BELOW_MINIMUM",
                        "이 쿠폰은 5,001원 이상 주문할 때 사용할 수 있습니다",
                        "This coupon needs an order of at least 5,001 won")
                .toPost(SHOP, "/orders", body(user, demanding, List.of(item(product, 1))));
        assertRefused(body(user, List.of(item(product, 9))));
        outOfStock(product, "사과", 8).toPost(SHOP, "/orders", body(SHOP.user(0), List.of(item(product, 9))));
    }

    @Test
    void a_dry_run_is_refused_alike_and_counts_for_nothing() {
        for (int i = 0; i < 3 * MAXIMUM; i++) {
            json(
                    SHOP.api(body(user, List.of(item(product, 1))))
                            .header("Prefer", "dry-run")
                            .post("/orders"),
                    201);
        }
        fill();
        SHOP.api(body(user, List.of(item(product, 1))))
                .header("Prefer", "dry-run")
                .post("/orders")
                .require(409);
    }

    @Test
    void a_key_that_was_refused_orders_once_there_is_room() {
        SHOP.order(user, product, 1);
        long second = SHOP.order(user, product, 1);
        assertThat(keyed()).isEqualTo(409);
        json(SHOP.pay(second, user), 200);
        assertThat(keyed()).isEqualTo(201);
        // The first reply again, although the limit is reached by now.
        assertThat(keyed()).isEqualTo(201);
        assertThat(SHOP.stockOf(product)).isEqualTo(7);
    }

    @Test
    void with_tokens_it_is_ten() {
        long shopper = TOKENS.user(0);
        long apple = TOKENS.product("사과", 1_000, 20);
        String token = json(
                        TOKENS.admin(Map.of("userId", shopper, "ttlSeconds", 60))
                                .post("/admin/tokens"),
                        200)
                .path("token")
                .textValue();
        Map<String, Object> order = body(shopper, List.of(item(apple, 1)));
        for (int i = 0; i < 10; i++) {
            json(TOKENS.api(order).header("Authorization", "Bearer " + token).post("/orders"), 201);
        }
        tooManyPendingOrders(10)
                .to(
                        TOKENS,
                        "/orders",
                        request -> request.header("Authorization", "Bearer " + token)
                                .json(order)
                                .post("/orders"));
    }

    @Test
    void an_open_shop_sets_no_limit() {
        long shopper = OPEN.user(0);
        long apple = OPEN.product("사과", 1_000, 20);
        for (int i = 0; i < 20; i++) {
            OPEN.order(shopper, apple, 1);
        }
    }

    private void fill() {
        for (int i = 0; i < MAXIMUM; i++) {
            SHOP.order(user, product, 1);
        }
    }

    private int keyed() {
        return SHOP.api(body(user, List.of(item(product, 1))))
                .header("Idempotency-Key", "order")
                .post("/orders")
                .status();
    }

    private static void assertRefused(Map<String, Object> order) {
        tooManyPendingOrders(MAXIMUM).toPost(SHOP, "/orders", order);
    }
}
